import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Group, Text } from '@mantine/core'
import { CopyButton } from '../values/copy-button.tsx'

/** The id by which an error is found in the server's log. */
export function TraceId({ value }: { value: string }) {
  const { t } = useLingui()
  return (
    <Group gap={4}>
      <Text size="sm" c="dimmed">
        <Trans>Trace ID</Trans>
      </Text>
      <Code>{value}</Code>
      <CopyButton value={value} what={t`trace ID`} />
    </Group>
  )
}
