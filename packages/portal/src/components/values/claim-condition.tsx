import { Code, Text } from '@mantine/core'

export interface ForeignClaim {
  name: string
  value: string
  valueDelimiter: string | null
}

/** The claim that makes a user a member: `department = Sales`. */
export function ClaimCondition({ claim: { name, value, valueDelimiter } }: { claim: ForeignClaim }) {
  return (
    <Text component="span" size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Code>
        <bdi>{name}</bdi>
      </Code>{' '}
      {valueDelimiter === null ? 'is' : 'contains'}{' '}
      <Code>
        <bdi>{value}</bdi>
      </Code>
      {valueDelimiter !== null && (
        <Text span size="xs" c="dimmed">
          {' '}
          between <Code style={{ whiteSpace: 'pre' }}>{valueDelimiter}</Code>
        </Text>
      )}
    </Text>
  )
}
