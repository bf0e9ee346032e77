import { Plural, useLingui } from '@lingui/react/macro'
import { Code, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { Needs } from '../../api/session.ts'
import { whoGrantsRoles } from '../values/who-grants-roles.ts'
import { MessagePage } from './message-page.tsx'

/** Shown instead of a page that the member may not see. It names the permissions that give access. */
export function NoPermission({ needs }: { needs: Needs }) {
  const { t, i18n } = useLingui()
  const names = [needs].flat()
  const count = names.length
  return (
    <MessagePage title={t`You may not see this page`} icon={IconLock}>
      <Stack gap="xs" align="center">
        <Text>
          <Plural value={count} one="You need this permission:" other="You need one of these permissions:" />
        </Text>
        {names.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
        <Text>{i18n._(whoGrantsRoles)}</Text>
      </Stack>
    </MessagePage>
  )
}
