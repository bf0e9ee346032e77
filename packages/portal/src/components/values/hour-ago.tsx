import { useLingui } from '@lingui/react/macro'
import { formatExactTime } from './format-time.ts'
import { TimeAgo } from './time-ago.tsx'

const hour = 3_600_000

interface HourAgoProps {
  /** The beginning of the hour in which it happened; null where it never did */
  hour: string | null
  never?: string
}

/** When something happened of which only the hour is counted: the latest that it can have been. The tooltip has the hour. */
export function HourAgo({ hour: begins, ...never }: HourAgoProps) {
  const { t } = useLingui()
  if (begins === null) return <TimeAgo time={null} {...never} />
  const end = new Date(Date.parse(begins) + hour)
  const [from, to] = [formatExactTime(begins), formatExactTime(end.toISOString())]
  const tooltip = t`Between ${from} and ${to}`
  if (end.getTime() > Date.now()) return <time dateTime={begins} title={tooltip}>{t`This hour`}</time>
  return <TimeAgo time={end.toISOString()} tooltip={tooltip} />
}
