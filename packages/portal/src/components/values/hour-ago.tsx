import { useLingui } from '@lingui/react/macro'
import { TimeAgo } from './time-ago.tsx'

const hour = 3_600_000

interface HourAgoProps {
  /** The beginning of the hour in which it happened; null where it never did */
  hour: string | null
  never?: string
}

/** When something happened of which only the hour is counted: not longer ago than it can be. */
export function HourAgo({ hour: begins, ...never }: HourAgoProps) {
  const { t } = useLingui()
  if (begins === null) return <TimeAgo time={null} {...never} />
  const end = Date.parse(begins) + hour
  if (end > Date.now()) return <time dateTime={begins}>{t`This hour`}</time>
  return <TimeAgo time={new Date(end).toISOString()} />
}
