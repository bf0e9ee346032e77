import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Code, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { Needs } from '../../api/session.ts'
import { MessagePage } from './message-page.tsx'

/** Shown instead of a page that the member may not see. It names the permissions that give access. */
export function NoPermission({ needs }: { needs: Needs }) {
  const { t } = useLingui()
  const names = [needs].flat()
  const count = names.length
  return (
    <MessagePage title={t`You may not see this page`} icon={IconLock}>
      <Stack gap="xs" align="center">
        <Text>
          <Plural
            value={count}
            one="It takes this permission, which none of your organization roles has now:"
            other="It takes one of these permissions, which none of your organization roles has now:"
          />
        </Text>
        {names.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
        <Text>
          <Trans>Someone who manages users can give you such a role.</Trans>
        </Text>
      </Stack>
    </MessagePage>
  )
}
