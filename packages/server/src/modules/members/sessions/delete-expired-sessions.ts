import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { listSessionLimits } from '../sign-in-settings/get-sign-in-settings.ts'
import { deleteRecordsExpiredAt } from './authorization-records-repository.ts'
import { sessionLimits } from './session.ts'
import { deleteSessionsExpiredAt, deleteSessionsOutside } from './sessions-repository.ts'

/** Deletes the sessions and the records of sign-ins that have expired, of all organizations. */
export async function deleteExpiredSessions({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteSessionsExpiredAt(db, now)
  for (const { organizationKey, ...limits } of await listSessionLimits({ db })) {
    await deleteSessionsOutside(db, organizationKey, sessionLimits(limits, clock.now()))
  }
  await deleteRecordsExpiredAt(db, now)
}
