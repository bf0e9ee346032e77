import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface SectionProps {
  title: string
  description?: ReactNode
  /** Buttons beside the title */
  actions?: ReactNode
  children?: ReactNode
}

/** One part of a page, with a frame and a heading that screen readers can jump to. */
export function Section({ title, description, actions, children }: SectionProps) {
  const id = useId()
  return (
    <Paper
      withBorder
      component="section"
      aria-labelledby={id}
      p={{ base: 'md', sm: 'lg' }}
      bg="var(--portal-surface)"
      style={{ borderColor: 'var(--portal-line)' }}
    >
      <Group justify="space-between" align="flex-start" gap="sm" mb={children ? 'md' : 0}>
        <Stack gap={2} flex="1 1 200px" maw={640}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description && (
            <Text size="sm" c="dimmed" component="div">
              {description}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Paper>
  )
}
