import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Text, UnstyledButton } from '@mantine/core'
import { IconApps, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { portalApi } from '../api/apis.ts'
import { tellOtherTabs } from '../api/other-tabs.ts'
import { signInAddress } from '../api/return-path.ts'
import { useSession } from '../api/session.ts'
import { notifyOfProblem } from '../components/feedback/notify.ts'
import { PersonAvatar } from '../components/people/person-avatar.tsx'

export function AccountMenu() {
  const { user } = useSession()
  const { t } = useLingui()
  const name = user.name ?? user.email ?? t`you`
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={t`Account of ${name}`}>
          <PersonAvatar name={name} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/my-applications" leftSection={<IconApps size={16} stroke={1.6} aria-hidden />}>
          <Trans>My applications</Trans>
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.6} aria-hidden />}>
          <Trans>Your account</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={signOut}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/**
 * Ends the session here and at the authorization server, and goes on to the identity provider where there is one that ends
 * its session too. Loading a new document clears all cached data.
 */
async function signOut(): Promise<void> {
  try {
    const left = await portalApi.post<{ redirectTo: string } | undefined>('/sign-out')
    tellOtherTabs(null)
    location.assign(left?.redirectTo ?? signInAddress)
  } catch (error) {
    notifyOfProblem(error)
  }
}
