import { Code, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { Needs } from '../../api/session.ts'
import { MessagePage } from './message-page.tsx'

/** Shown instead of a page that the member may not see. It names the permissions that give access. */
export function NoPermission({ needs }: { needs: Needs }) {
  const names = [needs].flat()
  return (
    <MessagePage title="You may not see this page" icon={IconLock}>
      <Stack gap="xs" align="center">
        <Text>
          {names.length === 1 ? 'It takes the permission' : 'It takes one of these permissions'}, which none of your
          organization roles has now:
        </Text>
        {names.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
        <Text>Someone who manages users can give you such a role.</Text>
      </Stack>
    </MessagePage>
  )
}
