import { useLingui } from '@lingui/react/macro'
import { formatExactTime, formatRelativeTime } from './format-time.ts'
import { Quiet } from './quiet.tsx'
import { useEveryMinute } from './use-every-minute.ts'

interface TimeAgoProps {
  time: string | null | undefined
  never?: string
  /** The tooltip, where the time itself is not exact */
  tooltip?: string
}

/** A time relative to now, with the exact time as a tooltip, and on paper (app/modes.css) */
export function TimeAgo({ time, never, tooltip }: TimeAgoProps) {
  const { t } = useLingui()
  useEveryMinute()
  if (!time) {
    return <Quiet>{never ?? t`Never`}</Quiet>
  }
  return (
    <time dateTime={time} title={tooltip ?? formatExactTime(time)} data-ago>
      <span>{formatRelativeTime(time)}</span>
    </time>
  )
}
