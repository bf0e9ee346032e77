import { type RawBuilder, sql } from 'kysely'
import type { FoundRows } from './delete-in-slices.ts'
import { inSlices } from './in-slices.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** A few milliseconds of SQLite's time */
const rowsInSlice = 250

/**
 * Updates all rows that the condition finds, which must find none of them afterwards. On SQLite the event loop gets its turn
 * after each slice, also within a transaction.
 */
export function updateInSlices<T extends keyof Schema>(
  db: Db,
  { where, ...rows }: FoundRows<T>,
  set: RawBuilder<unknown>,
): Promise<void> {
  const table = sql.table(rows.table)
  const primaryKey = sql.join(rows.primaryKey.map((column) => sql.ref(column)))
  const some = sql`select ${primaryKey} from ${table} where ${where} limit ${sql.lit(rowsInSlice)}`
  return inSlices(async () => {
    // The condition once more: PostgreSQL finds rows that another transaction changes meanwhile.
    const updated = await sql`update ${table} set ${set} where (${primaryKey}) in (${some}) and ${where}`.execute(db)
    return Number(updated.numAffectedRows) > 0
  })
}
