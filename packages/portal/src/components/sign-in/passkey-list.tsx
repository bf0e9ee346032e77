import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { TimeAgo } from '../values/time-ago.tsx'
import classes from './sign-in-lists.module.css'

interface ListedPasskey {
  key: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

interface PasskeyListProps<Passkey> {
  passkeys: readonly Passkey[]
  /** The buttons of a passkey */
  actions(passkey: Passkey): ReactNode
}

/** The passkeys of somebody, since when there are, and when they were used. */
export function PasskeyList<Passkey extends ListedPasskey>({ passkeys, actions }: PasskeyListProps<Passkey>) {
  const { t } = useLingui()
  return (
    <ul className={classes.list} aria-label={t`Passkeys`}>
      {passkeys.map((passkey) => (
        <li key={passkey.key} className={classes.item}>
          <IconFingerprint size={22} stroke={1.5} aria-hidden />
          <Stack gap={0} flex="1 1 200px" miw={0} style={{ overflowWrap: 'anywhere' }}>
            <Text fw={550}>
              <bdi>{passkey.name}</bdi>
            </Text>
            <Text size="sm" c="dimmed">
              {passkey.lastUsedAt ? (
                <Trans>
                  Added <TimeAgo time={passkey.createdAt} />, last used <TimeAgo time={passkey.lastUsedAt} />
                </Trans>
              ) : (
                <Trans>
                  Added <TimeAgo time={passkey.createdAt} />, never used
                </Trans>
              )}
            </Text>
          </Stack>
          <Group gap="xs">{actions(passkey)}</Group>
        </li>
      ))}
    </ul>
  )
}
