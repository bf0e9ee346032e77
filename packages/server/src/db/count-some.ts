import { type SelectQueryBuilder, sql } from 'kysely'
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
 * How many users hold this organization role, or one for this asset or portfolio, at this time, or will hold one, up to
 * `mostCounted`. Very many more grants may have ended: they are read in slices.
 */
export async function countGrantHolders(
  db: Db,
  organizationKey: string,
  named: { column: 'asset_key' | 'portfolio_key' | 'organization_role_key'; key: string },
  now: string,
): Promise<number> {
  // In the order of the index on what is named: another one would be made anew for each slice.
  const isByUser = named.column === 'organization_role_key'
  const read = ({ after, limit }: PageAfter<{ key: string; user_key: string }>) => {
    let grants = db
      .selectFrom('user_organization_roles')
      .select(['key', 'user_key', 'end_time'])
      .where('organization_key', '=', organizationKey)
      .where(named.column, '=', named.key)
    if (after && isByUser) grants = grants.where(sql<boolean>`(user_key, key) > (${after.user_key}, ${after.key})`)
    if (after && !isByUser) grants = grants.where('key', '>', after.key)
    if (isByUser) grants = grants.orderBy('user_key')
    return grants.orderBy('key').limit(limit).execute()
  }
  const holders = new Set<string>()
  for await (const rows of readPages(grantsAtOnce, read, (last) => last)) {
    for (const { user_key, end_time } of rows) if (end_time === null || end_time > now) holders.add(user_key)
    if (holders.size >= mostCounted) return mostCounted
  }
  return holders.size
}

/** What was counted by `countSome`, for people: `1 user`, `1000 or more users` */
export const countedText = (count: number, thing: string): string =>
  `${count}${count === mostCounted ? ' or more' : ''} ${thing}${count === 1 ? '' : 's'}`
