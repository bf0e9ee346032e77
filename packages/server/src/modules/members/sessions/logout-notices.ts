import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import {
  deleteLogoutNotice,
  type LogoutNotice,
  claimLogoutNotices as selectAndLease,
  updateNextAttempt,
} from './logout-notices-repository.ts'

export type { LogoutNotice }

/** Longer than one attempt takes. What a process leaves behind is another one's afterwards. */
const leaseMilliseconds = 60_000

const longestPause = 3_600
/** Seconds until the next attempt, after each one that failed. After the last one it is given up. */
const pauses = [5, 30, 120, 600, longestPause]

/** Some that are due, of all organizations: nobody else gets them meanwhile. */
export const claimLogoutNotices = (parts: Parts<'clock'>, most: number): Promise<LogoutNotice[]> => {
  if (most <= 0) return Promise.resolve([])
  return transaction(parts, ({ db, clock }) => {
    const now = clock.now()
    const leasedUntil = toTimestamp(now + leaseMilliseconds)
    const longest = longestPause * 1000
    return selectAndLease(db, { now: toTimestamp(now), leasedUntil, longest, most })
  })
}

/** There is nothing more to do about it. */
export const completeLogoutNotice = ({ db }: Parts, notice: LogoutNotice): Promise<void> =>
  deleteLogoutNotice(db, notice)

/** After an attempt that failed: the next one comes later. After the last one the notice is given up. */
export async function postponeLogoutNotice(parts: Parts<'clock'>, notice: LogoutNotice): Promise<void> {
  const pause = pauses[notice.attempts - 1]
  if (pause === undefined) await completeLogoutNotice(parts, notice)
  else await updateNextAttempt(parts.db, notice, toTimestamp(parts.clock.now() + pause * 1000))
}
