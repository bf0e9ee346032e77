import { Text } from '@mantine/core'
import { day, exact, relative } from '../../components/values/times.ts'
import type { ApiClientSummary } from './queries.ts'

/** The day on which the newest secret expires, and how far that is. */
export function SecretExpiry({ client }: { client: Pick<ApiClientSummary, 'secretExpiresAt'> }) {
  const { secretExpiresAt } = client
  return (
    <>
      <time dateTime={secretExpiresAt} title={exact(secretExpiresAt)}>
        {day(secretExpiresAt, 'UTC')}
      </time>
      <Text size="xs" c="dimmed">
        {relative(secretExpiresAt)}
      </Text>
    </>
  )
}
