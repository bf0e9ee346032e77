import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectSignInDays, upsertSignInDay } from './sign-in-days-repository.ts'

const dayMilliseconds = 86_400_000
const dayOf = (time: number): string => toTimestamp(time).slice(0, 10)

/** Counts a sign-in on the current day in UTC, in the transaction of the sign-in. */
export const countSignIn = ({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<void> =>
  upsertSignInDay(db, organizationKey, dayOf(clock.now()))

/** Counts sign-ins of the past, such as those of made users. */
export const seedSignIns = async ({ db }: Parts, organizationKey: string, times: readonly number[]): Promise<void> => {
  for (const time of times) await upsertSignInDay(db, organizationKey, dayOf(time))
}

/** How many sign-ins there were on each of the last days up to today, in UTC, the earliest first. A day may have 0. */
export async function listSignInDays(
  { db, clock }: Parts<'clock'>,
  { organizationKey }: Principal,
  days = 30,
): Promise<{ results: { day: string; signIns: number }[] }> {
  const now = clock.now()
  const wanted = Array.from({ length: days }, (_, index) => dayOf(now - (days - 1 - index) * dayMilliseconds))
  const found = await selectSignInDays(db, organizationKey, { from: wanted[0] ?? '', to: dayOf(now) })
  const counts = new Map(found.map(({ day, signIns }) => [day, signIns]))
  return { results: wanted.map((day) => ({ day, signIns: counts.get(day) ?? 0 })) }
}
