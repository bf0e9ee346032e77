import type { Parts } from '../../../db/parts.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditEntryOf, auditFilterOf } from './audit-entry.ts'
import { selectAuditEntriesAfter } from './audit-repository.ts'
import type { AuditEntry, AuditFilterQuery } from './audit-schemas.ts'

/** How many entries an export holds in memory */
const exportedAtOnce = 500

/**
 * All entries that match, newest first, a part at a time. What is recorded while it runs is not among them.
 * @throws Problem invalid_parameter, before the first part
 */
export function exportAuditEntries(
  { db }: Parts,
  { organizationKey }: Principal,
  query: AuditFilterQuery,
): AsyncGenerator<AuditEntry[]> {
  const filter = auditFilterOf(query)
  return (async function* () {
    let last: AuditEntryTable | undefined
    do {
      const rows = await selectAuditEntriesAfter(db, organizationKey, filter, last, exportedAtOnce)
      if (rows.length > 0) yield rows.map(auditEntryOf)
      last = rows.length < exportedAtOnce ? undefined : rows.at(-1)
    } while (last)
  })()
}
