import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { type Language, languages } from '../../components/language/language.ts'
import { Section } from '../../components/page/section.tsx'

interface InvitationMailProps {
  email: string
  isBuiltIn: boolean
  language: Language
}

/** What the invited user gets by mail, and where the mail goes. */
export function InvitationMail({ email, isBuiltIn, language }: InvitationMailProps) {
  const { t } = useLingui()
  const languageName = languages[language]
  const address = email ? <bdi>{email}</bdi> : t`this address`
  return (
    <Section title={t`Invitation e-mail`}>
      <Stack gap="xs">
        <Text size="sm">
          {isBuiltIn ? (
            <Trans>
              An e-mail to {address} has a link and a six-digit code to accept the invitation and choose a password.
              Language: {languageName}.
            </Trans>
          ) : (
            <Trans>
              An e-mail to {address} has a link to sign in with the user’s account at the identity provider. Language:{' '}
              {languageName}.
            </Trans>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {isBuiltIn
            ? t`The link and the code are valid for seven days and can be used once. Until then you can send the invitation again.`
            : t`There is nothing to accept: the user becomes active with the first sign-in.`}{' '}
          <WhereItGoes />
        </Text>
      </Stack>
    </Section>
  )
}

/** Without an SMTP server, the mail is only kept. This says where. */
function WhereItGoes() {
  const { t } = useLingui()
  const session = useSession()
  const mayAsk = session.may(permission.manageMail)
  const { data } = useQuery({ ...mailSettingsQuery, enabled: mayAsk })
  if (!mayAsk)
    return t`If no mail server is set up, the e-mail is not sent, and an administrator can read it in the mailbox.`
  if (data?.source !== 'none') return null
  return session.may(permission.manageOrganization) ? (
    <Trans>
      No mail server is set up: the e-mail is not sent, but kept with its link and code in the{' '}
      <Anchor component={Link} to="/settings/mailbox" underline="always" inherit>
        mailbox
      </Anchor>
      .
    </Trans>
  ) : (
    <Trans>No mail server is set up: the e-mail is not sent, but kept with its link and code in the mailbox.</Trans>
  )
}
