import { Text } from '@mantine/core'
import { formatDay, formatExactTime, formatRelativeTime } from '../../components/values/format-time.ts'
import type { ApiClientSummary } from './queries.ts'

/** The day on which the newest secret expires, and how far that is. */
export function SecretExpiry({ client }: { client: Pick<ApiClientSummary, 'secretExpiresAt'> }) {
  const { secretExpiresAt } = client
  return (
    <>
      <time dateTime={secretExpiresAt} title={formatExactTime(secretExpiresAt)}>
        {formatDay(secretExpiresAt, 'UTC')}
      </time>
      <Text size="xs" c="dimmed">
        {formatRelativeTime(secretExpiresAt)}
      </Text>
    </>
  )
}
