import { PostgresAdapter, sql } from 'kysely'
import type { Db } from './transaction.ts'

/**
 * Has PostgreSQL count what is in the tables, after many rows came at once: until it does so by itself, a minute or so
 * later, it plans as if there were next to none, and a list that takes milliseconds takes seconds. SQLite plans by the
 * indexes alone.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) await sql`analyze`.execute(db)
}
