import type { Insertable } from 'kysely'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** Both engines limit the parameters of one statement: SQLite to 32,766, PostgreSQL to 65,535. */
const parametersPerStatement = 5_000

/** Inserts any number of rows, many in one statement. All rows name the same columns. */
export async function insertRows<T extends keyof Schema>(
  db: Db,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length
  if (columns === 0) return
  const size = Math.floor(parametersPerStatement / columns)
  for (let start = 0; start < rows.length; start += size) {
    await db
      .insertInto(table)
      .values(rows.slice(start, start + size))
      .execute()
  }
}
