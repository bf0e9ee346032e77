import { Code, Group, Text } from '@mantine/core'
import { CopyButton } from '../values/copy-button.tsx'

/** The id by which an error is found in the server's log. */
export const TraceId = ({ value }: { value: string }) => (
  <Group gap={4}>
    <Text size="sm" c="dimmed">
      Trace ID
    </Text>
    <Code>{value}</Code>
    <CopyButton value={value} what="trace ID" />
  </Group>
)
