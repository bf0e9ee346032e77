import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditFilterOf } from './audit-entry.ts'
import { type AuditMark, isAfterMark } from './audit-mark.ts'
import { selectAuditEntriesAfter } from './audit-repository.ts'
import type { AuditFilterQuery } from './audit-schemas.ts'

/** Clocks of nodes differ, so that the newest entry by its time is not always the one that was stored last. */
const newest = 20

/** Whether one of the newest entries that match was stored after the mark. @throws Problem invalid_parameter */
export async function hasAuditEntryAfter(
  { db }: Parts,
  { organizationKey }: Pick<Principal, 'organizationKey'>,
  query: AuditFilterQuery,
  mark: AuditMark,
): Promise<boolean> {
  const filter = await auditFilterOf(db, organizationKey, query)
  const entries = await selectAuditEntriesAfter(db, organizationKey, filter, undefined, newest)
  return entries.some((entry) => isAfterMark(mark, entry))
}
