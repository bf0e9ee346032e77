import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'

const day = 86_400_000

/** How long before its secret expires a client needs attention. */
export const attentionMilliseconds = 14 * day

const defaultDays = 90
const longestMonths = 24

/**
 * When a new secret expires: at 23:59 UTC of the day that was chosen, 90 days ahead unless one was.
 * @param expiresOn YYYY-MM-DD
 * @throws Problem secret_expiry_invalid for a day in the past, more than 24 months ahead, or no day at all
 */
export function secretExpiry(expiresOn: string | null | undefined, now: number): string {
  const chosen = expiresOn ?? toTimestamp(now + defaultDays * day).slice(0, 10)
  const expiresAt = Date.parse(`${chosen}T23:59:00.000Z`)
  const isDay = !Number.isNaN(expiresAt) && toTimestamp(expiresAt).startsWith(chosen)
  const latest = latestDay(now)
  if (!isDay || expiresAt <= now || chosen > latest) {
    const today = toTimestamp(now).slice(0, 10)
    throw new Problem(
      'secret_expiry_invalid',
      `The field expiresOn must be a day from ${today} to ${latest}, as YYYY-MM-DD.`,
    )
  }
  return toTimestamp(expiresAt)
}

/** The same day 24 months ahead; the last day of that month where it has fewer days. */
function latestDay(now: number): string {
  const date = new Date(now)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + longestMonths]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return toTimestamp(Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth))).slice(0, 10)
}
