import type { SelectQueryBuilder } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Schema } from './schema/schema.ts'
import { type Db, rootOf } from './transaction.ts'

// SQLite needs no row locks: only one of its transactions writes at a time.

type Query<DB, TB extends keyof DB, O> = SelectQueryBuilder<DB, TB, O>

const onlyRead = new WeakSet<Db>()

/** Transactions of this database only read: they lock nothing, and PostgreSQL would refuse it. */
export const lockNothing = (root: Db): void => void onlyRead.add(root)

const locksRows = (db: Db): boolean => db.isTransaction && isPostgres(db) && !onlyRead.has(rootOf(db))

/** Locks the rows of `table` that the query finds, so that they are not deleted before the transaction ends. */
export const withReferenceLock = <DB extends Schema, TB extends keyof DB & string, O>(
  db: Db,
  query: Query<DB, TB, O>,
  table: TB,
): Query<DB, TB, O> => (locksRows(db) ? query.forKeyShare(table as never) : query)

/** The same, and no other transaction can add rows that refer to them: what this one counts stays true. */
export const withRowLock = <DB extends Schema, TB extends keyof DB & string, O>(
  db: Db,
  query: Query<DB, TB, O>,
  table: TB,
): Query<DB, TB, O> => (locksRows(db) ? query.forUpdate(table as never) : query)

/**
 * Of transactions that do so, one comes after the other in each organization, also where there is no row to lock yet. Others
 * go on: nearly every row that is added refers to the organization.
 */
export async function lockOrganizationRow(db: Db, organizationKey: string): Promise<void> {
  const organization = db.selectFrom('organizations').select('key').where('key', '=', organizationKey)
  await (locksRows(db) ? organization.forNoKeyUpdate() : organization).execute()
}
