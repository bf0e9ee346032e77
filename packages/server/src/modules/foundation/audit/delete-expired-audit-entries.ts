import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteAuditEntriesBefore, selectOrganizationKeys } from './audit-repository.ts'

const deletedAtOnce = 500
const dayMilliseconds = 24 * 3_600_000

/**
 * Deletes what is older than the retention, of every organization, a little at a time.
 * @param retentionDays undefined: entries are kept forever
 * @returns how many entries
 */
export async function deleteExpiredAuditEntries(
  { db, clock }: Parts<'clock'>,
  retentionDays: number | undefined,
): Promise<number> {
  if (retentionDays === undefined) return 0
  const time = toTimestamp(clock.now() - retentionDays * dayMilliseconds)
  let all = 0
  for (const organizationKey of await selectOrganizationKeys(db)) {
    let deleted: number
    do {
      deleted = await deleteAuditEntriesBefore(db, organizationKey, time, deletedAtOnce)
      all += deleted
      await setImmediate()
    } while (deleted === deletedAtOnce)
  }
  return all
}
