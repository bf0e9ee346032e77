// Secrets expire at 23:59 UTC of a day, so days are counted in UTC throughout: `2026-11-23`.

const dayMilliseconds = 86_400_000
const longestMonths = 24

const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

export const today = (now = Date.now()): string => toDay(now)

export const inDays = (days: number, now = Date.now()): string => toDay(now + days * dayMilliseconds)

/** The same day that many months ahead, or the last day of a shorter month. */
export function inMonths(months: number, now = Date.now()): string {
  const date = new Date(now)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return toDay(Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)))
}

/** The latest day that the server accepts. */
export const latestExpiryDay = (now = Date.now()): string => inMonths(longestMonths, now)

export const expiryPresets = [
  { count: 30, unit: 'day', dayFrom: (now: number): string => inDays(30, now) },
  { count: 90, unit: 'day', dayFrom: (now: number): string => inDays(90, now) },
  { count: 180, unit: 'day', dayFrom: (now: number): string => inDays(180, now) },
  { count: 1, unit: 'year', dayFrom: (now: number): string => inMonths(12, now) },
  { count: 2, unit: 'year', dayFrom: (now: number): string => inMonths(24, now) },
] as const

export const usualExpiryDay = (now = Date.now()): string => inDays(90, now)

/** Whole days until a time, negative if it is past. */
export const daysUntil = (time: string, now = Date.now()): number =>
  Math.floor((Date.parse(time) - now) / dayMilliseconds)
