import { type RawBuilder, sql } from 'kysely'
import { type FoundRows, isAmongFirst } from './delete-in-slices.ts'
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
  rows: FoundRows<T>,
  set: RawBuilder<unknown>,
): Promise<void> {
  // The condition once more: PostgreSQL finds rows that another transaction changes meanwhile.
  const some = sql`${isAmongFirst(rows, sql`limit ${sql.lit(rowsInSlice)}`)} and ${rows.where}`
  return inSlices(async () => {
    const updated = await sql`update ${sql.table(rows.table)} set ${set} where ${some}`.execute(db)
    return Number(updated.numAffectedRows) > 0
  })
}
