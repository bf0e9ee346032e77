import dayjs from 'dayjs'
import relativeTime from 'dayjs/plugin/relativeTime.js'

dayjs.extend(relativeTime)

/** "3 hours ago", "in 12 days" */
export const relative = (time: string): string => dayjs(time).fromNow()

/** "23 Nov 2026, 16:05:09 GMT+1": exact, in the reader's own zone */
export const exact = (time: string): string =>
  new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time))

/** "23 Nov 2026", in UTC where the day itself was chosen, such as the one on which a secret expires */
export const day = (time: string, timeZone?: 'UTC'): string =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(time),
  )
