import { PostgresAdapter } from 'kysely'
import type { Db } from './transaction.ts'

/** Which of the two engines it is. Nothing outside of this folder asks. */
export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter
