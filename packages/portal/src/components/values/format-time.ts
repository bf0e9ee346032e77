import { msg } from '@lingui/core/macro'
import { pageI18n, pageLocale } from '../language/page-language.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const dayLong = 24 * hour

/** From which distance on each unit is used, the largest first */
const units: [from: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [345 * dayLong, 365.25 * dayLong, 'year'],
  [26 * dayLong, 30.44 * dayLong, 'month'],
  [22 * hour, dayLong, 'day'],
  [45 * minute, hour, 'hour'],
  [45 * second, minute, 'minute'],
]

/** "just now", "now" of what comes, "3 hours ago", "in 12 days", in the page's language */
export function formatRelativeTime(time: string): string {
  const away = Date.parse(time) - Date.now()
  const found = units.find(([from]) => Math.abs(away) >= from)
  if (!found && away <= 0) return pageI18n()._(msg`just now`)
  if (!found) return new Intl.RelativeTimeFormat(pageLocale(), { numeric: 'auto' }).format(0, 'second')
  const [, size, unit] = found
  // At least one: 45 minutes are shown as an hour.
  return new Intl.RelativeTimeFormat(pageLocale()).format(
    Math.sign(away) * Math.max(1, Math.round(Math.abs(away) / size)),
    unit,
  )
}

/** "23 Nov 2026, 16:05:09", in the browser's time zone. */
export const formatTime = (time: string): string =>
  new Intl.DateTimeFormat(pageLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(time))

/** "23 Nov 2026, 16:05:09 GMT+1", in the browser's time zone */
export const formatExactTime = (time: string): string =>
  new Intl.DateTimeFormat(pageLocale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time))

/** "23 Nov 2026". In UTC for days that were chosen as days, such as the expiry of a secret. */
export const formatDay = (time: string, timeZone?: 'UTC'): string =>
  new Intl.DateTimeFormat(pageLocale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(time),
  )
