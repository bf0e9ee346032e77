import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteAuditEntriesBefore, selectOrganizationKeys } from './audit-repository.ts'

const deletedAtOnce = 500
const dayMilliseconds = 24 * 3_600_000

/**
 * Deletes what is older than the retention, of every organization, a few at a time, so that writers need not wait.
 * @param retentionDays undefined: entries are kept forever
 * @returns how many entries
 */
export async function deleteExpiredAuditEntries(
  parts: Parts<'clock'>,
  retentionDays: number | undefined,
): Promise<number> {
  if (retentionDays === undefined) return 0
  const time = toTimestamp(parts.clock.now() - retentionDays * dayMilliseconds)
  let all = 0
  for (const organizationKey of await selectOrganizationKeys(parts.db)) {
    let deleted: number
    do {
      deleted = await transaction(parts, ({ db }) => deleteAuditEntriesBefore(db, organizationKey, time, deletedAtOnce))
      all += deleted
      await setImmediate()
    } while (deleted === deletedAtOnce)
  }
  return all
}
