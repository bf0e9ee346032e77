import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: Icon
  title: string
  /** What would be here, and what it is good for */
  children: ReactNode
  /** How the first one comes about */
  action?: ReactNode
}

/** In place of a list that has nothing yet: what it is for, and how to begin. */
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
