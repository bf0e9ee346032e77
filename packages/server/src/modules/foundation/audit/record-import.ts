import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../permissions/principal.ts'
import { selectAuditEntries } from './audit-repository.ts'
import { recordChange } from './record-change.ts'

/** What goes on after that is told by an entry of its own, so that nobody hides changes in an import of long ago. */
const importMilliseconds = 24 * 3_600_000

/**
 * Writes the entry that stands for an import, in a transaction, unless there is one of this day. What is done by an actor
 * with this key as `partOf` belongs to it.
 * @param records how many the first request has
 */
export async function recordImport(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, name, records }: { key: string; name: string; records: number },
): Promise<void> {
  const { db, clock } = parts
  const filter = { entity_key: [key], since: toTimestamp(clock.now() - importMilliseconds) }
  const page = { descending: true, limit: 1, offset: 0 }
  const { total } = await selectAuditEntries(db, principal.organizationKey, filter, page)
  if (total > 0) return
  await recordChange(parts, principal, {
    action: 'import.started',
    entity: { type: 'import', key, name },
    after: { records },
  })
}
