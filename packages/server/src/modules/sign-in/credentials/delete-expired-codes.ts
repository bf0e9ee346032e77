import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteExpiredAttempts } from './attempts-repository.ts'
import { deleteExpiredKnownBrowsers } from './known-browsers-repository.ts'
import { deleteExpiredOneTimeCodes } from './one-time-codes-repository.ts'

/** Deletes the attempts, links, codes and known browsers that have expired, of all organizations. */
export async function deleteExpiredCodes({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteExpiredAttempts(db, now)
  await deleteExpiredOneTimeCodes(db, now)
  await deleteExpiredKnownBrowsers(db, now)
}
