import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { listSessionLimits } from '../sign-in-settings/get-sign-in-settings.ts'
import { deleteRecordsExpiredAt } from './authorization-records-repository.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { deleteSessionsExpiredAt } from './sessions-repository.ts'

/** Deletes the sessions and the records of sign-ins that have expired, of all organizations. */
export async function deleteExpiredSessions({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteSessionsExpiredAt(db, now)
  for (const { organizationKey, ...limits } of await listSessionLimits({ db })) {
    await deleteEndedSessions({ db, clock }, organizationKey, limits)
  }
  await deleteRecordsExpiredAt(db, now)
}
