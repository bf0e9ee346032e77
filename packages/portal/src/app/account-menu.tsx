import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Text, UnstyledButton } from '@mantine/core'
import { IconApps, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { type Language, languages, useLanguage } from '../components/language/language.ts'
import { PersonAvatar } from '../components/people/person-avatar.tsx'
import { chooseOwnLanguage } from './choose-own-language.ts'
import { signOut } from './sign-out.ts'

/** Who is signed in, with their own pages, the language of all pages, and the way out */
export function AccountMenu() {
  const { user } = useSession()
  const { t } = useLingui()
  const language = useLanguage()
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
        <Menu.Divider />
        <Menu.Label>
          <Trans>Language</Trans>
        </Menu.Label>
        <Menu.RadioGroup
          aria-label={t`Language`}
          value={language}
          onChange={(value) => chooseOwnLanguage(value as Language)}
        >
          {Object.entries(languages).map(([value, name]) => (
            <Menu.RadioItem key={value} value={value} lang={value}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={signOut}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
