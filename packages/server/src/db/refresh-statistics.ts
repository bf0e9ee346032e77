import { sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/**
 * Updates PostgreSQL's statistics after many rows were inserted. PostgreSQL does so on its own about a minute later,
 * and until then it plans as if the tables were almost empty: a list takes seconds instead of milliseconds. SQLite
 * plans by the indexes alone.
 */
export async function refreshStatistics(db: Db, tables: readonly (keyof Schema)[] = []): Promise<void> {
  if (!isPostgres(db)) return
  // Without tables, of all
  await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(db)
}
