import { type RawBuilder, sql } from 'kysely'
import type { FoundRows } from './delete-in-slices.ts'
import { furthestTime } from './has-come.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'
import { updateInSlices } from './update-in-slices.ts'

/**
 * Makes due now what waits for a time further ahead than any is set: it was set before a clock was set back. This is done
 * before what is due is looked for, as a condition for both together would have no index. As a rule it finds nothing, by an
 * index on the column.
 * @param longest how far ahead times in the column are set at most, in milliseconds
 */
export async function endLongWaits<T extends keyof Schema>(
  db: Db,
  waiting: Omit<FoundRows<T>, 'where'> & { where?: RawBuilder<boolean> },
  column: keyof Schema[T] & string,
  { now, longest }: { now: string; longest: number },
): Promise<void> {
  const time = sql.ref(column)
  const where = sql<boolean>`${waiting.where ?? sql`1 = 1`} and ${time} > ${furthestTime(now, longest)}`
  const { rows } = await sql`select 1 from ${sql.table(waiting.table)} where ${where} limit 1`.execute(db)
  if (rows.length > 0) await updateInSlices(db, { ...waiting, where }, sql`${time} = ${now}`)
}
