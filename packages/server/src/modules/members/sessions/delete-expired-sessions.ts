import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { listSessionLimits } from '../sign-in-settings/get-sign-in-settings.ts'
import { deleteRecordsExpiredAt } from './authorization-records-repository.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { forgetSessionEnds, keepSessionEnds } from './keep-session-ends.ts'
import { deleteSessionsExpiredAt } from './sessions-repository.ts'
import { deleteSignOnsKeptUntil } from './sign-on-repository.ts'

/** A few milliseconds of SQLite's time */
const sessionsAtOnce = 250

/**
 * Deletes the sessions and the records of sign-ins that have expired, of all organizations.
 * @param signal ends it after the slice that is under way
 */
export async function deleteExpiredSessions({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  // Settings are read once, for this time. At a later one they would end sessions that an organization has made longer since.
  const started = clock.now()
  const parts = { db, clock: { now: () => started } }
  const now = toTimestamp(started)
  const deleteSome = (): Promise<boolean> =>
    transaction(parts, async (parts) => {
      const ended = await deleteSessionsExpiredAt(parts.db, now, sessionsAtOnce)
      await keepSessionEnds(parts, 'expired', ended)
      return ended.length === sessionsAtOnce
    })
  await inSlices(deleteSome, signal)
  for (const { organizationKey, ...limits } of await listSessionLimits({ db }))
    await deleteEndedSessions(parts, organizationKey, limits, signal)
  await deleteRecordsExpiredAt(db, now, signal)
  await deleteSignOnsKeptUntil(db, now, signal)
  await forgetSessionEnds(parts, signal)
}
