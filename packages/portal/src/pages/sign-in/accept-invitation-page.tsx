import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'
import { asProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'
import { signInUrl } from '../../api/return-path.ts'
import { goToSignIn } from '../../api/sign-in-notice.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { checkPassword, NewPasswordField } from '../../components/forms/new-password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatDay } from '../../components/values/format-time.ts'
import { checkMailedCode, MailedCodeField, withoutSpaces } from './mailed-code-field.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import type { InvitationFacts } from './queries.ts'
import { invitationQuery } from './queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** The target of an invitation's link. Name, code and password create the account. */
export default function AcceptInvitationPage() {
  const { t } = useLingui()
  const token = useLinkToken()
  const invitation = useQuery({ ...invitationQuery(token ?? ''), enabled: token !== undefined })
  if (token === undefined) {
    return (
      <OutsideFrame
        title={t`The link is incomplete`}
        description={t`Open the link of the invitation as it is in the e-mail, including all that follows the #.`}
      >
        <ToSignIn />
      </OutsideFrame>
    )
  }
  // The heading says it all: it was used, or its time is over.
  if (problemName(asProblem(invitation.error)) === 'link_invalid')
    return (
      <OutsideFrame
        title={t`The invitation can no longer be used`}
        description={t`It has expired, or it was accepted already: then sign in. Otherwise ask whoever invited you for another one.`}
      >
        <ToSignIn />
      </OutsideFrame>
    )
  if (invitation.error) {
    return (
      <OutsideFrame title={t`You are invited`}>
        <Stack gap="md">
          <ErrorPanel error={invitation.error} onRetry={() => invitation.refetch()} />
          <ToSignIn />
        </Stack>
      </OutsideFrame>
    )
  }
  if (!invitation.data) {
    return (
      <OutsideFrame title={t`You are invited`}>
        <Skeleton h={360} role="status" aria-label={t`Loading`} />
      </OutsideFrame>
    )
  }
  return <Accept token={token} invitation={invitation.data} />
}

function Accept({ token, invitation }: { token: string; invitation: InvitationFacts }) {
  const { t } = useLingui()
  const { organizationName, expiresAt } = invitation
  const email = invitation.email ?? ''
  const organization = bidiIsolate(organizationName)
  const day = formatDay(expiresAt)
  const form = useForm({
    initial: { name: invitation.name ?? '', code: '', password: '' },
    check: ({ name, code, password }) => ({
      name: name.trim() === '' ? t`Enter your name.` : undefined,
      code: checkMailedCode(code),
      password: checkPassword(password),
    }),
    problemFields: { password_refused: 'password', code_wrong: 'code' },
    async save({ name, code, password }) {
      await portalApi.post('/invitation/accept', { token, code: withoutSpaces(code), name: name.trim(), password })
      goToSignIn({ notice: t`Your account is ready. Sign in with your new password.`, email })
    },
  })
  return (
    <OutsideFrame
      title={t`Join ${organization}`}
      description={
        <Trans>
          You are invited as{' '}
          <bdi>
            <strong>{email}</strong>
          </bdi>
          . The invitation is valid until {day}.
        </Trans>
      }
    >
      <FormFrame form={form} submitLabel={t`Accept the invitation`} isWide>
        <TextInput label={t`Name`} name="name" autoComplete="name" autoFocus {...form.text('name')} />
        <MailedCodeField
          label={t`Code`}
          description={t`From the e-mail with the link, or from whoever gave you the link.`}
          {...form.text('code')}
        />
        <NewPasswordField username={email} {...form.text('password')} />
      </FormFrame>
    </OutsideFrame>
  )
}

const ToSignIn = () => (
  <Button component="a" href={signInUrl()} variant="default" fullWidth>
    <Trans>Go to sign-in</Trans>
  </Button>
)
