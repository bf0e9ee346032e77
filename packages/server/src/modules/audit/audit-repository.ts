import type { AuditEntryTable } from '../../db/schema.ts'
import type { Db } from '../../db/transaction.ts'

/** Entries are only ever added. */
export async function insertAuditEntry(trx: Db, entry: AuditEntryTable): Promise<void> {
  await trx.insertInto('audit_entries').values(entry).execute()
}
