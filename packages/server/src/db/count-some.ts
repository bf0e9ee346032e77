import type { SelectQueryBuilder } from 'kysely'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** Who or what is in the way of a deletion is counted up to here: to count all of very many would hold up everything else on SQLite. */
export const mostCounted = 1_000

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

/** What was counted up to `mostCounted`, for people: `1 user`, `1000 or more users` */
export const countedText = (count: number, thing: string): string =>
  `${count}${count === mostCounted ? ' or more' : ''} ${thing}${count === 1 ? '' : 's'}`
