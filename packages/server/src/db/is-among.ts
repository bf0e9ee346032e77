import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import { mostKeptValues } from './run-compiled.ts'
import type { Db } from './transaction.ts'

/**
 * Whether a column has one of these keys, of which there may be more than a statement takes parameters: 32,766 on SQLite,
 * 65,535 on PostgreSQL. Without any key, it has none. Few are parameters: engines plan better by a list whose length they see.
 */
export function isAmong(db: Db, column: string, keys: readonly string[]): RawBuilder<boolean> {
  // PostgreSQL takes no empty list.
  if (keys.length === 0) return sql`1 = 0`
  if (keys.length <= mostKeptValues) return sql`${sql.ref(column)} in (${sql.join(keys)})`
  const list = JSON.stringify(keys)
  const found = isPostgres(db)
    ? sql`select value::uuid from json_array_elements_text(${list}::json)`
    : sql`select value from json_each(${list})`
  return sql`${sql.ref(column)} in (${found})`
}

/** The same for two columns together. SQLite nests each `or` in the next one, a thousand at most. */
export function isPairAmong(
  db: Db,
  columns: readonly [string, string],
  pairs: readonly (readonly [string, string])[],
): RawBuilder<boolean> {
  if (pairs.length === 0) return sql`1 = 0`
  const [one, other] = [sql.ref(columns[0]), sql.ref(columns[1])]
  if (2 * pairs.length <= mostKeptValues)
    return sql`(${sql.join(
      pairs.map((pair) => sql`(${one} = ${pair[0]} and ${other} = ${pair[1]})`),
      sql` or `,
    )})`
  const list = JSON.stringify(pairs)
  const found = isPostgres(db)
    ? sql`select (value ->> 0)::uuid, (value ->> 1)::uuid from json_array_elements(${list}::json)`
    : sql`select value ->> 0, value ->> 1 from json_each(${list})`
  return sql`(${one}, ${other}) in (${found})`
}
