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

/** Some that are due, of all organizations: nobody else gets them meanwhile. */
export const claimLogoutNotices = (parts: Parts<'clock'>, most: number): Promise<LogoutNotice[]> => {
  if (most <= 0) return Promise.resolve([])
  return transaction(parts, ({ db, clock }) => {
    const now = clock.now()
    return selectAndLease(db, { now: toTimestamp(now), leasedUntil: toTimestamp(now + leaseMilliseconds), most })
  })
}

/** There is nothing more to do about it. */
export const completeLogoutNotice = ({ db }: Parts, notice: LogoutNotice): Promise<void> =>
  deleteLogoutNotice(db, notice)

/** @param seconds until the next attempt */
export const postponeLogoutNotice = ({ db, clock }: Parts<'clock'>, notice: LogoutNotice, seconds: number) =>
  updateNextAttempt(db, notice, toTimestamp(clock.now() + seconds * 1000))
