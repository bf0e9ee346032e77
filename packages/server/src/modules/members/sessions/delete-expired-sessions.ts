import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { listSessionLimits } from '../sign-in-settings/get-sign-in-settings.ts'
import { deleteRecordsExpiredAt } from './authorization-records-repository.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { forgetSessionEnds, keepSessionEnds } from './keep-session-ends.ts'
import { deleteSessionsExpiredAt } from './sessions-repository.ts'
import { deleteSignOnsKeptUntil } from './sign-on-repository.ts'

/** Deletes the sessions and the records of sign-ins that have expired, of all organizations. */
export async function deleteExpiredSessions({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await transaction({ db, clock }, async (parts) => {
    await keepSessionEnds(parts, 'expired', { expiresUntil: now })
    await deleteSessionsExpiredAt(parts.db, now)
  })
  for (const { organizationKey, ...limits } of await listSessionLimits({ db })) {
    await deleteEndedSessions({ db, clock }, organizationKey, limits)
  }
  await deleteRecordsExpiredAt(db, now)
  await deleteSignOnsKeptUntil(db, now)
  await forgetSessionEnds({ db, clock })
}
