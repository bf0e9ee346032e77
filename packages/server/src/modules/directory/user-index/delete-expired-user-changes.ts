import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteOldestChanges, lockPruning, noteNewestPosition } from './user-changes-repository.ts'

/** An index that was not asked for longer is built anew. */
const keptMilliseconds = 3_600_000
const deletedAtOnce = 500

/**
 * Deletes what was logged of users between one and two hours ago, a few at a time, so that writers need not wait. The log has
 * no times: each run notes where it ends, and an hour later all up to there goes.
 */
export async function deleteExpiredUserChanges(parts: Parts<'clock'>): Promise<void> {
  for (;;) {
    const isMore = await transaction(parts, async ({ db }) => {
      const now = parts.clock.now()
      const { next, notedAt } = await lockPruning(db)
      if (notedAt !== '' && notedAt > toTimestamp(now - keptMilliseconds)) return false
      if (await deleteOldestChanges(db, next, deletedAtOnce)) return true
      await noteNewestPosition(db, toTimestamp(now))
      return false
    })
    if (!isMore) return
    await setImmediate()
  }
}
