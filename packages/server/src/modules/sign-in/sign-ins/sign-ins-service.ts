import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { countSignIn, selectSignInDays } from './sign-ins-repository.ts'

export type SignInDayService = ReturnType<typeof createSignInDayService>

const dayMilliseconds = 86_400_000
const dayOf = (time: number): string => toTimestamp(time).slice(0, 10)

/** Counts a sign-in on the current day in UTC, in the transaction of the sign-in. */
export const noteSignIn = (trx: Db, clock: Clock, organizationKey: string): Promise<void> =>
  countSignIn(trx, organizationKey, dayOf(clock.now()))

/** How many signed in on each day, for a plot. */
export function createSignInDayService({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /** The last days up to today, in UTC, the earliest first. Days without a sign-in are in it, with 0. */
    async list({ organizationKey }: Principal, days = 30): Promise<{ results: { day: string; signIns: number }[] }> {
      const now = clock.now()
      const wanted = Array.from({ length: days }, (_, index) => dayOf(now - (days - 1 - index) * dayMilliseconds))
      const found = await selectSignInDays(db, organizationKey, { from: wanted[0] ?? '', to: dayOf(now) })
      const counts = new Map(found.map(({ day, signIns }) => [day, signIns]))
      return { results: wanted.map((day) => ({ day, signIns: counts.get(day) ?? 0 })) }
    },
  }
}
