import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditEntryOf } from './audit-entry.ts'
import { selectAuditEntry } from './audit-repository.ts'
import type { AuditEntry } from './audit-schemas.ts'

/** @throws Problem audit_entry_not_found */
export async function getAuditEntry({ db }: Parts, { organizationKey }: Principal, key: string): Promise<AuditEntry> {
  const row = await selectAuditEntry(db, organizationKey, normalKey(key))
  if (!row) throw new Problem('audit_entry_not_found', `There is no audit entry ${key}.`)
  return auditEntryOf(row)
}
