import { Trans } from '@lingui/react/macro'
import { Code, Text } from '@mantine/core'

interface ForeignClaim {
  name: string
  value: string
  valueDelimiter: string | null
}

/** The claim that makes a user a member: `department = Sales`. */
export function ClaimCondition({ claim: { name, value, valueDelimiter } }: { claim: ForeignClaim }) {
  const shown = (
    <Code>
      <bdi>{name}</bdi>
    </Code>
  )
  const wanted = (
    <Code>
      <bdi>{value}</bdi>
    </Code>
  )
  return (
    <Text component="span" size="sm" style={{ overflowWrap: 'anywhere' }}>
      {valueDelimiter === null ? (
        <Trans>
          {shown} is {wanted}
        </Trans>
      ) : (
        <Trans>
          {shown} contains {wanted}{' '}
          <Text span size="xs" c="dimmed">
            between <Code style={{ whiteSpace: 'pre' }}>{valueDelimiter}</Code>
          </Text>
        </Trans>
      )}
    </Text>
  )
}
