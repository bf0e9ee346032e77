import type { Parts } from '../../../db/parts.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { TextPart } from '../../../http/api/reads.ts'
import type { Principal } from '../permissions/principal.ts'
import { auditEntryOf, auditFilterOf } from './audit-entry.ts'
import type { AuditFilter } from './audit-keys-repository.ts'
import { selectAuditPart } from './audit-repository.ts'
import type { AuditFilterQuery } from './audit-schemas.ts'
import { type ExportFormat, headOf, textOf } from './export-text.ts'

/** What one part of an export has at most: an entry about mail templates may have 400 KB. */
const exportedAtOnce = { entries: 500, characters: 4_194_304 }

/** Tells an entry, and where it comes in the order of the trail, and what is exported: names are looked through once. */
type Place = Pick<AuditEntryTable, 'occurred_at' | 'key'> & { asked: AuditFilter }

/**
 * The entries that match, newest first, a part at a time. What is recorded while an export runs is not in it.
 * @param after the last entry of the part before
 * @throws Problem invalid_parameter
 */
export async function exportAuditEntries(
  { db }: Parts,
  { organizationKey }: Principal,
  { format, filter }: { format: ExportFormat; filter: AuditFilterQuery },
  after?: Place,
): Promise<TextPart<Place>> {
  const asked = after?.asked ?? (await auditFilterOf(db, organizationKey, filter))
  const { entries, isCut } = await selectAuditPart(db, organizationKey, asked, after, exportedAtOnce)
  const text = textOf(format, entries.map(auditEntryOf))
  const last = isCut ? entries.at(-1) : undefined
  return {
    text: after ? text : headOf(format) + text,
    next: last && { occurred_at: last.occurred_at, key: last.key, asked },
  }
}
