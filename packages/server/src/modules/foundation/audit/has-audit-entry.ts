import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditFilterOf } from './audit-entry.ts'
import { selectAuditEntriesAfter } from './audit-repository.ts'
import type { AuditFilterQuery } from './audit-schemas.ts'

/** Whether there is an entry that matches, without counting those that do. @throws Problem invalid_parameter */
export async function hasAuditEntry(
  { db }: Parts,
  { organizationKey }: Pick<Principal, 'organizationKey'>,
  query: AuditFilterQuery,
): Promise<boolean> {
  const filter = await auditFilterOf(db, organizationKey, query)
  return (await selectAuditEntriesAfter(db, organizationKey, filter, undefined, 1)).length > 0
}
