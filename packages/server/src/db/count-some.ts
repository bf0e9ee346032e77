import type { SelectQueryBuilder } from 'kysely'
import { type PageAfter, readPages } from './read-pages.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** Who or what is in the way of a deletion is counted up to here: to count all of very many would hold up everything else on SQLite. */
const mostCounted = 1_000

/** How many different keys the query finds, up to `mostCounted` */
export async function countSome<T extends keyof Schema>(
  db: Db,
  keys: SelectQueryBuilder<Schema, T, { key: string }>,
): Promise<number> {
  const { count } = await db
    .selectFrom(keys.distinct().limit(mostCounted).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A few milliseconds of SQLite's time */
const grantsAtOnce = 1_000

/**
 * How many users hold an organization role for an asset or a portfolio at this time, or will hold one, up to `mostCounted`.
 * Very many more grants may have ended: they are read in slices.
 */
export async function countGrantHolders(
  db: Db,
  organizationKey: string,
  place: { column: 'asset_key' | 'portfolio_key'; key: string },
  now: string,
): Promise<number> {
  const read = ({ after, limit }: PageAfter<string>) => {
    const grants = db
      .selectFrom('user_organization_roles')
      .select(['key', 'user_key', 'end_time'])
      .where('organization_key', '=', organizationKey)
      .where(place.column, '=', place.key)
    const next = after === undefined ? grants : grants.where('key', '>', after)
    return next.orderBy('key').limit(limit).execute()
  }
  const holders = new Set<string>()
  for await (const rows of readPages(grantsAtOnce, read, ({ key }) => key)) {
    for (const { user_key, end_time } of rows) if (end_time === null || end_time > now) holders.add(user_key)
    if (holders.size >= mostCounted) return mostCounted
  }
  return holders.size
}

/** What was counted by `countSome`, for people: `1 user`, `1000 or more users` */
export const countedText = (count: number, thing: string): string =>
  `${count}${count === mostCounted ? ' or more' : ''} ${thing}${count === 1 ? '' : 's'}`
