import type { ReadDatabase } from '../../db/read-database.ts'
import { type DeclaredRead, declareRead, declareTextRead } from '../../http/api/reads.ts'
import { AuditEntryPage } from './audit/audit-schemas.ts'
import { exportAuditEntries } from './audit/export-audit-entries.ts'
import { listAuditEntries } from './audit/list-audit-entries.ts'
import { connectListIndexes, createListIndexes } from './list-indexes/list-indexes.ts'
import { listMails } from './mail/list-mails.ts'
import { MailPage } from './mail/mail-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const foundationReads = {
  listAuditEntries: declareRead(listAuditEntries, AuditEntryPage),
  exportAuditEntries: declareTextRead(exportAuditEntries),
  listMails: declareRead(listMails, MailPage),
} satisfies Record<string, DeclaredRead>

/** Has long lists answered by indexes, where they are read through this database. */
export const openFoundationReads = ({ db }: ReadDatabase): void => connectListIndexes(db, createListIndexes())
