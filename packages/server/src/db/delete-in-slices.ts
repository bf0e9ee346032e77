import { type RawBuilder, sql } from 'kysely'
import { inSlices } from './in-slices.ts'
import { isPostgres } from './is-postgres.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** A few milliseconds of SQLite's time */
const rowsInSlice = 500

/** Rows of a table, for what is done to them in slices */
export interface FoundRows<T extends keyof Schema> {
  table: T
  primaryKey: readonly (keyof Schema[T] & string)[]
  where: RawBuilder<boolean>
}

/** Deletes at most one slice of the rows that the condition finds. @returns whether there may be more */
export const deleteSlice = async <T extends keyof Schema>(db: Db, deletion: FoundRows<T>): Promise<boolean> =>
  (await deleteFirst(db, deletion, sql`limit ${sql.lit(rowsInSlice)} ${locked(db)}`)) === rowsInSlice

/** On PostgreSQL, what another transaction deletes meanwhile does not count: a slice with less than all would end the work. */
const locked = (db: Db): RawBuilder<unknown> => (isPostgres(db) ? sql`for update` : sql``)

async function deleteFirst<T extends keyof Schema>(
  db: Db,
  deletion: FoundRows<T>,
  limit: RawBuilder<unknown>,
): Promise<number> {
  const table = sql.table(deletion.table)
  const { numAffectedRows } = await sql`delete from ${table} where ${isAmongFirst(deletion, limit)}`.execute(db)
  return Number(numAffectedRows)
}

/**
 * Whether a row is among the first that the condition finds.
 * @param limit how many these are, as the end of a query
 */
export function isAmongFirst<T extends keyof Schema>(
  { table, primaryKey, where }: FoundRows<T>,
  limit: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const columns = sql.join(primaryKey.map((column) => sql.ref(column)))
  return sql`(${columns}) in (select ${columns} from ${sql.table(table)} where ${where} ${limit})`
}

/**
 * Deletes all rows that the condition finds, however many there are: on SQLite the event loop gets its turn after each
 * slice, also within a transaction.
 * @param signal as for `inSlices`
 */
export const deleteInSlices = <T extends keyof Schema>(
  db: Db,
  deletion: FoundRows<T>,
  signal?: AbortSignal,
): Promise<void> => inSlices(() => deleteSlice(db, deletion), signal)

/** Of rows that anonymous callers fill as they like */
const oldestInSlice = 100

/**
 * Of the rows that the condition finds, keeps so many, those that expire last. An index must have them in this order: whoever
 * can add rows without end has them counted, too.
 */
export async function deleteOldest<T extends keyof Schema>(
  db: Db,
  deletion: FoundRows<T>,
  most: number,
): Promise<void> {
  const counting = sql<{
    count: number
  }>`select count(*) as count from ${sql.table(deletion.table)} where ${deletion.where}`
  let excess = Number((await counting.execute(db)).rows[0]?.count) - most
  await inSlices(async () => {
    if (excess > 0) await deleteFirst(db, deletion, sql`order by expires_at limit ${Math.min(excess, oldestInSlice)}`)
    excess -= oldestInSlice
    return excess > 0
  })
}

/** Deletes memberships of groups: a group may have very many, and so may a user. */
export const deleteMemberships = (db: Db, where: RawBuilder<boolean>): Promise<void> =>
  deleteInSlices(db, {
    table: 'group_users',
    primaryKey: ['organization_key', 'group_key', 'user_key', 'membership_type'],
    where,
  })

/**
 * Deletes what has expired, of all organizations.
 * @param signal as for `inSlices`
 */
export const deleteExpiredRows = <T extends keyof Schema>(
  db: Db,
  table: T,
  primaryKey: FoundRows<T>['primaryKey'],
  now: string,
  signal: AbortSignal,
): Promise<void> => deleteInSlices(db, { table, primaryKey, where: sql<boolean>`expires_at <= ${now}` }, signal)
