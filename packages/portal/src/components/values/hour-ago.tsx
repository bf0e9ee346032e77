import { useLingui } from '@lingui/react/macro'
import { formatExactTime } from './format-time.ts'
import { latestInHour } from './latest-in-hour.ts'
import { TimeAgo } from './time-ago.tsx'
import { useEveryMinute } from './use-every-minute.ts'

const hour = 3_600_000

interface HourAgoProps {
  /** The beginning of the hour in which it happened; null where it never did */
  hour: string | null
  never?: string
}

/** When something happened of which only the hour is counted: the latest that it can have been. The tooltip has the hour. */
export function HourAgo({ hour: begins, ...never }: HourAgoProps) {
  const { t } = useLingui()
  useEveryMinute()
  if (begins === null) return <TimeAgo time={null} {...never} />
  const [from, to] = [begins, new Date(Date.parse(begins) + hour).toISOString()].map(formatExactTime)
  const tooltip = t`Between ${from} and ${to}`
  const latest = latestInHour(begins)
  if (latest === undefined) return <time dateTime={begins} title={tooltip}>{t`This hour`}</time>
  return <TimeAgo time={latest} tooltip={tooltip} />
}
