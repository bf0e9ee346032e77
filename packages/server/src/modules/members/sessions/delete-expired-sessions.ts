import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { listSessionLimits } from '../sign-in-settings/get-sign-in-settings.ts'
import { deleteRecordsExpiredAt } from './authorization-records-repository.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { forgetSessionEnds, keepSessionEnds } from './keep-session-ends.ts'
import { deleteSessionsExpiredAt } from './sessions-repository.ts'
import { deleteSignOnsKeptUntil } from './sign-on-repository.ts'

/**
 * Deletes the sessions and the records of sign-ins that have expired, of all organizations.
 * @param signal ends it after the slice that is under way; sessions, whose ends are kept, are all deleted or none
 */
export async function deleteExpiredSessions({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const now = toTimestamp(clock.now())
  await transaction({ db, clock }, async (parts) => {
    await keepSessionEnds(parts, 'expired', { expiresUntil: now })
    await deleteSessionsExpiredAt(parts.db, now, signal)
  })
  for (const { organizationKey, ...limits } of await listSessionLimits({ db })) {
    signal.throwIfAborted()
    await deleteEndedSessions({ db, clock }, organizationKey, limits)
  }
  await deleteRecordsExpiredAt(db, now, signal)
  await deleteSignOnsKeptUntil(db, now, signal)
  await forgetSessionEnds({ db, clock }, signal)
}
