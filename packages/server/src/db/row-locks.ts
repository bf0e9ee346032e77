import { PostgresAdapter, type SelectQueryBuilder } from 'kysely'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

// SQLite needs none of this: its transactions that write exclude each other.

type Query<DB, TB extends keyof DB, O> = SelectQueryBuilder<DB, TB, O>

const locksRows = (db: Db): boolean => db.isTransaction && db.getExecutor().adapter instanceof PostgresAdapter

/** Within a transaction, keeps the rows of `table` that the query finds from being deleted before it ends. */
export const keepingRows = <DB extends Schema, TB extends keyof DB & string, O>(
  db: Db,
  query: Query<DB, TB, O>,
  table: TB,
): Query<DB, TB, O> => (locksRows(db) ? query.forKeyShare(table as never) : query)

/** The same, and keeps others from adding rows that refer to them: what is counted then stays true. */
export const claimingRows = <DB extends Schema, TB extends keyof DB & string, O>(
  db: Db,
  query: Query<DB, TB, O>,
  table: TB,
): Query<DB, TB, O> => (locksRows(db) ? query.forUpdate(table as never) : query)
