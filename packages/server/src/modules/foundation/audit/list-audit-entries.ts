import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditEntryOf, auditFilterOf } from './audit-entry.ts'
import { selectAuditEntries } from './audit-repository.ts'
import type { AuditEntriesQuery } from './audit-schemas.ts'

/** Newest first unless asked otherwise. @throws Problem invalid_parameter */
export async function listAuditEntries(
  { db }: Parts,
  { organizationKey }: Pick<Principal, 'organizationKey'>,
  query: AuditEntriesQuery,
) {
  const { sort = '-occurredAt', limit = 100, offset = 0, ...filter } = query
  const page = { descending: parseSort(sort).descending, limit, offset }
  const { rows, total } = await selectAuditEntries(
    db,
    organizationKey,
    await auditFilterOf(db, organizationKey, filter),
    page,
  )
  return pageOf(rows.map(auditEntryOf), total, { limit, offset })
}
