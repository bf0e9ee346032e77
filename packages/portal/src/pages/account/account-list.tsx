import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { breakable } from '../../components/values/breakable.tsx'

/** Things of the person's account that can be taken back, each in a few lines. */
export const AccountList = ({ label, children }: { label: string; children: ReactNode }) => (
  <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={label}>
    {children}
  </Stack>
)

interface AccountItemProps {
  name: string
  /** Below the name */
  lines: ReactNode[]
  /** What the button does, and of what, for screen readers */
  actionLabel: string
  /** What the button does */
  action: ReactNode
  onAction(): void
}

/** One of them */
export const AccountItem = ({ name, lines, actionLabel, action, onAction }: AccountItemProps) => (
  <li>
    <Group justify="space-between" gap="sm">
      <Stack gap={0} flex="1 1 200px" miw={0} style={{ overflowWrap: 'anywhere' }}>
        <Text fw={550}>
          <bdi>{breakable(name)}</bdi>
        </Text>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one item never change places
          <Text key={index} size="sm" c="dimmed">
            {line}
          </Text>
        ))}
      </Stack>
      <Button size="compact-sm" variant="default" aria-label={actionLabel} onClick={onAction}>
        {action}
      </Button>
    </Group>
  </li>
)
