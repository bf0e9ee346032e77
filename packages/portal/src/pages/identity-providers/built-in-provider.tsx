import { Trans, useLingui } from '@lingui/react/macro'
import { List, Stack, Text } from '@mantine/core'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'

/** Describes the built-in provider, which cannot be changed. */
export const BuiltInProvider = () => {
  const { t } = useLingui()
  return (
    <Stack gap="md">
      <Notice title={t`Built-in identity provider`}>
        <Trans>
          It is available to all members and in all stages. It cannot be changed, assigned or deleted, so that somebody
          can always sign in. Sign-in applications can exclude it.
        </Trans>
      </Notice>
      <Section title={t`Sign-in methods`}>
        <Stack gap="md">
          <List size="sm" spacing="xs" maw={680}>
            <List.Item>
              <Trans>
                E-mail and password. A password has at least 12 characters, a digit and an upper-case letter, and is not
                one of the most common passwords.
              </Trans>
            </List.Item>
            <List.Item>
              <Trans>
                A passkey, or a password and a code from an authenticator app. Users set these up on their account page.
              </Trans>
            </List.Item>
            <List.Item>
              <Trans>
                After five failed attempts in a row, sign-in is locked, first for seconds, then for minutes.
              </Trans>
            </List.Item>
            <List.Item>
              <Trans>Users who forgot their password get a link and a code by e-mail.</Trans>
            </List.Item>
          </List>
          <Text size="sm" c="dimmed">
            <Trans>Passwords are stored as argon2id hashes and cannot be read.</Trans>
          </Text>
        </Stack>
      </Section>
    </Stack>
  )
}
