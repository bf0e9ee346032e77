import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: Icon
  title: string
  /** What is listed here, and its use */
  children: ReactNode
  /** Creates the first one */
  action?: ReactNode
}

/** Shown instead of an empty list: its use, and how to create the first entry. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon size={48} radius="xl" variant="light" aria-hidden mb="xs">
        <Icon size={24} stroke={1.5} />
      </ThemeIcon>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={460} mb={action ? 'xs' : 0}>
        {children}
      </Text>
      {action}
    </Stack>
  )
}
