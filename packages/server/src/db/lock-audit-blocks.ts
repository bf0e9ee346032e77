import { sql } from 'kysely'
import { auditBlockLock } from './audit-block-triggers.ts'
import { isPostgres } from './is-postgres.ts'
import type { Db } from './transaction.ts'

/**
 * Waits for those that are storing or deleting entries of the audit trail, and has the next ones wait for the end of the
 * transaction. On SQLite they come one after the other anyway.
 */
export async function lockAuditBlocks(db: Db, organizationKey: string): Promise<void> {
  if (!isPostgres(db)) return
  await sql`select pg_advisory_xact_lock(${sql.lit(auditBlockLock)}, hashtext(${organizationKey}))`.execute(db)
}
