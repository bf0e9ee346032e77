import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'
import { asProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'
import { signInUrl } from '../../api/return-path.ts'
import { goToSignIn } from '../../api/sign-in-notice.ts'
import { stateQuery } from '../../api/state-query.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { checkPassword, NewPasswordField } from '../../components/forms/new-password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { OutsideFrame } from './outside-frame.tsx'
import { setUpLinkQuery } from './queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** The target of the set-up link in the server's terminal. It creates the first administrator, once. */
export default function SetUpPage() {
  const { t } = useLingui()
  const token = useLinkToken()
  const link = useQuery({ ...setUpLinkQuery(token ?? ''), enabled: token !== undefined })
  if (token === undefined) {
    return (
      <OutsideFrame
        title={t`The link is incomplete`}
        description={t`Open the set-up link as the server printed it in its terminal, including all that follows the #.`}
      >
        <ToSignIn />
      </OutsideFrame>
    )
  }
  if (link.error) {
    const name = problemName(asProblem(link.error))
    const isOver = name === 'link_invalid' || name === 'already_set_up'
    return isOver ? (
      <LinkOver />
    ) : (
      <OutsideFrame title={t`Welcome to Portico`}>
        <ErrorPanel error={link.error} onRetry={() => link.refetch()} />
      </OutsideFrame>
    )
  }
  if (!link.data) {
    return (
      <OutsideFrame title={t`Welcome to Portico`}>
        <Skeleton h={360} role="status" aria-label={t`Loading`} />
      </OutsideFrame>
    )
  }
  return <SetUp token={token} />
}

/** It was used, replaced by a newer one, or a day is over. */
function LinkOver() {
  const { t } = useLingui()
  const { data: state } = useQuery(stateQuery)
  return (
    <OutsideFrame
      title={t`The set-up link no longer works`}
      description={
        state?.isSetUp
          ? t`There is an administrator already. If that is you, sign in. If not, ask them for an invitation.`
          : t`A newer link has replaced it, or it is older than a day. Use the newest one, or start the server again to get another.`
      }
    >
      <ToSignIn />
    </OutsideFrame>
  )
}

const ToSignIn = () => (
  <Button component="a" href={signInUrl()} variant="default" fullWidth>
    <Trans>Go to sign-in</Trans>
  </Button>
)

function SetUp({ token }: { token: string }) {
  const { t } = useLingui()
  const { data: state } = useQuery(stateQuery)
  const form = useForm({
    initial: { name: '', email: '', password: '' },
    check: ({ name, email, password }) => ({
      name: name.trim() === '' ? t`Enter your name.` : undefined,
      email: /^\S+@\S+$/.test(email.trim()) ? undefined : t`Enter your e-mail, such as ann@example.com.`,
      password: checkPassword(password),
    }),
    problemFields: { password_refused: 'password' },
    async save({ name, email, password }) {
      await portalApi.post('/set-up', { token, name: name.trim(), email: email.trim(), password })
      goToSignIn({ notice: t`You are the administrator now. Sign in with your new password.`, email: email.trim() })
    },
  })
  const organization = bidiIsolate(state?.organizationName ?? '…')
  return (
    <OutsideFrame
      title={t`Welcome to Portico`}
      // `set-up-link --anyway` makes a link that works when there is an administrator already.
      description={
        state?.isSetUp
          ? t`Create another administrator of ${organization}, who can do everything and invite others.`
          : t`Create the first administrator of ${organization}, who can do everything and invite others.`
      }
    >
      <FormFrame form={form} submitLabel={t`Create the administrator`} isWide>
        {state?.isSetUp && (
          <Notice>
            <Trans>
              There is an administrator already. If that is you,{' '}
              <Anchor href={signInUrl()} underline="always">
                sign in
              </Anchor>
              .
            </Trans>
          </Notice>
        )}
        <TextInput label={t`Name`} name="name" autoComplete="name" autoFocus {...form.text('name')} />
        <EmailInput label={t`E-mail`} name="email" autoComplete="username" {...form.text('email')} />
        <NewPasswordField {...form.text('password')} />
      </FormFrame>
    </OutsideFrame>
  )
}
