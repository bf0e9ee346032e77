import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { type Language, languages } from '../../components/language/language.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'

interface InvitationMailProps {
  email: string
  isBuiltIn: boolean
  language: Language
}

/** What the mail will say, and where it goes. */
export function InvitationMail({ email, isBuiltIn, language }: InvitationMailProps) {
  const { organization } = useSession()
  return (
    <Section title="What they will get">
      <Stack gap="sm">
        <Text size="sm">
          A mail to <bdi>{email || 'that address'}</bdi>
          {language === 'en' ? ' with' : ` in ${languages[language]}. In English, it has`} the subject “Your invitation
          to {bidiIsolate(organization.name)}
          ”:
        </Text>
        <Text
          size="sm"
          component="blockquote"
          m={0}
          pl="md"
          bd="0"
          style={{ borderInlineStart: '3px solid var(--portal-line)' }}
        >
          Hello,
          <br />
          {isBuiltIn
            ? `You are invited to ${bidiIsolate(organization.name)}. Open this page to accept, and to choose your password: … The page asks for this code: …`
            : `You are invited to ${bidiIsolate(organization.name)}. Sign in as you do elsewhere, with the account of your organization: …`}
        </Text>
        <Text size="sm" c="dimmed">
          {isBuiltIn
            ? 'The link and the six-digit code hold for seven days and count once. You can send them anew until they are used.'
            : 'There is nothing to accept: they become active with their first sign-in.'}{' '}
          <WhereItGoes />
        </Text>
      </Stack>
    </Section>
  )
}

/** Without an SMTP server, the mail is only kept. This says where. */
function WhereItGoes() {
  const session = useSession()
  const mayAsk = session.may(permission.manageMail)
  const { data } = useQuery({ ...mailSettingsQuery, enabled: mayAsk })
  if (!mayAsk) return 'If no mail server is set up, the mail is kept, and an administrator can read it.'
  if (data?.source !== 'none') return null
  return (
    <>
      No mail server is set up, so nothing is sent: the mail is kept in the{' '}
      {session.may(permission.manageOrganization) ? (
        <Anchor component={Link} to="/settings/mailbox" underline="always" inherit>
          mailbox
        </Anchor>
      ) : (
        'mailbox'
      )}
      , with its link and code.
    </>
  )
}
