import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePageTitle } from './use-page-title.ts'

interface MessagePageProps {
  title: string
  icon: Icon
  children: ReactNode
  action?: ReactNode
}

/** A page that only shows a reason. */
export function MessagePage({ title, icon: Icon, children, action }: MessagePageProps) {
  usePageTitle(title)
  return (
    <Center mih="50vh" p="md">
      <Stack align="center" gap="sm" maw={460} ta="center">
        <ThemeIcon size={52} radius="xl" variant="default" aria-hidden>
          <Icon size={26} stroke={1.5} />
        </ThemeIcon>
        <Title order={1} tabIndex={-1}>
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  )
}
