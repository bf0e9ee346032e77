import { List, Stack, Text } from '@mantine/core'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'

/** Describes the built-in provider, which cannot be changed. */
export const BuiltInProvider = () => (
  <Stack gap="md">
    <Notice title="This identity provider is built in">
      It is there for every member and every environment, and can be neither changed nor assigned nor deleted: somebody
      must always be able to sign in. A sign-in application may leave it out.
    </Notice>
    <Section title="How people sign in with it">
      <Stack gap="md">
        <List size="sm" spacing="xs" maw={680}>
          <List.Item>
            With e-mail and password. A password has at least 12 characters, a digit and an upper-case letter, and is
            none of those that everybody tries first.
          </List.Item>
          <List.Item>
            With a passkey, or with a code from an authenticator app as well, if they have set that up on their account
            page.
          </List.Item>
          <List.Item>
            After five failures in a row, signing in is locked: for seconds first, then for minutes.
          </List.Item>
          <List.Item>Who has forgotten the password gets a link and a code by mail.</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          Passwords are stored as argon2id hashes. Nobody can read them.
        </Text>
      </Stack>
    </Section>
  </Stack>
)
