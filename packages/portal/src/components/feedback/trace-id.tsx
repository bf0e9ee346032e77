import { Code, Group, Text } from '@mantine/core'
import { CopyButton } from '../values/copy-button.tsx'

/** By which the server's log has what went wrong. */
export const TraceId = ({ value }: { value: string }) => (
  <Group gap={4}>
    <Text size="sm" c="dimmed">
      Trace ID
    </Text>
    <Code>{value}</Code>
    <CopyButton value={value} what="trace ID" />
  </Group>
)
