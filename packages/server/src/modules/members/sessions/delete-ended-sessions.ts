import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { keepSessionEnds } from './keep-session-ends.ts'
import { type SessionTimes, sessionLimits } from './session-limits.ts'
import { deleteSessionsOutside } from './sessions-repository.ts'

/**
 * Deletes the sessions of an organization that have ended by these settings. Call it before others replace them: longer
 * times must not revive what has ended.
 */
export const deleteEndedSessions = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  settings: SessionTimes,
): Promise<void> =>
  transaction({ db, clock }, async (parts) => {
    const limits = sessionLimits(settings, clock.now())
    await keepSessionEnds(parts, 'expired', { organizationKey, createdUntil: limits.createdAfter })
    if (limits.usedAfter !== null) {
      await keepSessionEnds(parts, 'idle', { organizationKey, lastSeenUntil: limits.usedAfter })
    }
    await deleteSessionsOutside(parts.db, organizationKey, limits)
  })
