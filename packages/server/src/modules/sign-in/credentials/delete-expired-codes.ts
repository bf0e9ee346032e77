import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteExpiredAttempts } from './attempts-repository.ts'
import { deleteExpiredKnownBrowsers } from './known-browsers-repository.ts'
import { deleteExpiredOneTimeCodes } from './one-time-codes-repository.ts'

/**
 * Deletes the attempts, links, codes and known browsers that have expired, of all organizations.
 * @param signal ends it after the slice that is under way
 */
export async function deleteExpiredCodes({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteExpiredAttempts(db, now, signal)
  await deleteExpiredOneTimeCodes(db, now, signal)
  await deleteExpiredKnownBrowsers(db, now, signal)
}
