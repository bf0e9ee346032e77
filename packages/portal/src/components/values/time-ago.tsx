import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { formatExactTime, formatRelativeTime } from './format-time.ts'

/** A time relative to now, with the exact time as a tooltip. */
export function TimeAgo({ time, never }: { time: string | null | undefined; never?: string }) {
  const { t } = useLingui()
  useEveryMinute()
  if (!time) {
    return (
      <Text span inherit c="dimmed">
        {never ?? t`Never`}
      </Text>
    )
  }
  return (
    <time dateTime={time} title={formatExactTime(time)}>
      {formatRelativeTime(time)}
    </time>
  )
}

function useEveryMinute(): void {
  const [, setMinutes] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), 60_000)
    return () => clearInterval(timer)
  }, [])
}
