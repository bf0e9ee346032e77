import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteAuditEntriesBefore, selectOrganizationKeys } from './audit-repository.ts'

const deletedAtOnce = 500
const dayMilliseconds = 24 * 3_600_000

/**
 * Deletes what is older than the retention, of every organization, a few at a time, so that writers need not wait.
 * @param retentionDays undefined: entries are kept forever
 * @param signal ends it after the slice that is under way: each is a transaction
 */
export async function deleteExpiredAuditEntries(
  parts: Parts<'clock'>,
  retentionDays: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (retentionDays === undefined) return
  const time = toTimestamp(parts.clock.now() - retentionDays * dayMilliseconds)
  const organizationKeys = await selectOrganizationKeys(parts.db)
  const deleteSome = async (): Promise<boolean> => {
    const organizationKey = organizationKeys[0]
    if (organizationKey === undefined) return false
    const deleted = await transaction(parts, ({ db }) =>
      deleteAuditEntriesBefore(db, organizationKey, time, deletedAtOnce),
    )
    if (deleted < deletedAtOnce) organizationKeys.shift()
    return true
  }
  await inSlices(deleteSome, signal)
}
