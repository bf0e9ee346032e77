import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { asProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'
import { signInUrl } from '../../api/return-path.ts'
import { goToSignIn } from '../../api/sign-in-notice.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { checkPassword, NewPasswordField } from '../../components/forms/new-password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { checkMailedCode, MailedCodeField, withoutSpaces } from './mailed-code-field.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import { resetLinkQuery } from './queries.ts'
import { useLinkToken } from './use-link-token.ts'

/** Asks for the e-mail, then for the mailed code and a new password. The mail's link leads here, too: it needs no code. */
export default function ForgottenPasswordPage() {
  const token = useLinkToken()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const sent = (to: string): void => {
    setEmail(to)
    setSent(true)
  }
  if (token !== undefined) return <NewPasswordByLink token={token} />
  if (!isSent) return <AskForCode email={email} onSent={sent} />
  return <NewPassword email={email} onAnother={() => setSent(false)} />
}

function AskForCode({ email, onSent }: { email: string; onSent(email: string): void }) {
  const { t } = useLingui()
  const form = useForm({
    initial: { email },
    check: ({ email }) => (email.trim() === '' ? { email: t`Enter your e-mail.` } : {}),
    async save({ email }) {
      await portalApi.post('/password/forgotten', { email: email.trim() })
      onSent(email.trim())
    },
  })
  return (
    <OutsideFrame
      title={t`Forgotten your password?`}
      description={t`Enter your e-mail. A link and a code will be sent there: with either, you set a new password.`}
    >
      <Stack gap="md">
        <FormFrame form={form} submitLabel={t`Send e-mail`} isWide>
          <EmailInput label={t`E-mail`} name="email" autoComplete="username" autoFocus {...form.text('email')} />
        </FormFrame>
        <BackToSignIn />
      </Stack>
    </OutsideFrame>
  )
}

function NewPassword({ email, onAnother }: { email: string; onAnother(): void }) {
  const { t } = useLingui()
  const form = useForm({
    initial: { code: '', password: '' },
    check: ({ code, password }) => ({
      code: checkMailedCode(code),
      password: checkPassword(password),
    }),
    problemFields: { password_refused: 'password', code_wrong: 'code' },
    async save({ code, password }) {
      await portalApi.post('/password/reset', { code: withoutSpaces(code), password })
      goToSignIn({ notice: t`Your password was set. Sign in with it.`, email })
    },
  })
  return (
    <OutsideFrame
      title={t`Set a new password`}
      // The same text whether or not the user exists, so that nobody learns who has an account.
      description={
        <Trans>
          If <strong>{email}</strong> can sign in here, a link and a code of six digits are on their way there. The code
          works in this browser, for a short time; three wrong ones void it.
        </Trans>
      }
    >
      <Stack gap="md">
        <FormFrame form={form} submitLabel={t`Set the password`} isWide>
          <MailedCodeField autoFocus {...form.text('code')} />
          <NewPasswordField label={t`New password`} username={email} {...form.text('password')} />
        </FormFrame>
        <Anchor component="button" type="button" size="sm" onClick={onAnother}>
          <Trans>Send another code</Trans>
        </Anchor>
        <BackToSignIn />
      </Stack>
    </OutsideFrame>
  )
}

function NewPasswordByLink({ token }: { token: string }) {
  const { t } = useLingui()
  const link = useQuery(resetLinkQuery(token))
  if (link.data) return <NewPasswordForm token={token} />
  if (problemName(asProblem(link.error)) === 'link_invalid') return <LinkOver />
  return (
    <OutsideFrame title={t`Set a new password`}>
      {link.error ? (
        <ErrorPanel error={link.error} onRetry={() => link.refetch()} />
      ) : (
        <Skeleton h={180} role="status" aria-label={t`Loading`} />
      )}
    </OutsideFrame>
  )
}

/** It was used, its time is over, or another way to sign in was set meanwhile. */
function LinkOver() {
  const { t } = useLingui()
  return (
    <OutsideFrame
      title={t`The link no longer works`}
      description={t`It was used already, or it has expired. Use the newest e-mail, or ask for another one.`}
    >
      <Stack gap="md">
        <Button component="a" href={addressOf('/forgotten-password')} fullWidth>
          <Trans>Ask for another e-mail</Trans>
        </Button>
        <BackToSignIn />
      </Stack>
    </OutsideFrame>
  )
}

function NewPasswordForm({ token }: { token: string }) {
  const { t } = useLingui()
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: checkPassword(password) }),
    problemFields: { password_refused: 'password' },
    async save({ password }) {
      await portalApi.post('/password/reset', { token, password })
      goToSignIn({ notice: t`Your password was set. Sign in with it.` })
    },
  })
  return (
    <OutsideFrame title={t`Set a new password`} description={t`The link works once, and for a short time.`}>
      <Stack gap="md">
        <FormFrame form={form} submitLabel={t`Set the password`} isWide>
          <NewPasswordField label={t`New password`} {...form.text('password')} />
        </FormFrame>
        <Anchor href={addressOf('/forgotten-password')} size="sm" ta="center">
          <Trans>Ask for another e-mail</Trans>
        </Anchor>
        <BackToSignIn />
      </Stack>
    </OutsideFrame>
  )
}

const BackToSignIn = () => (
  <Anchor href={signInUrl()} size="sm" ta="center">
    <Trans>Back to the sign-in</Trans>
  </Anchor>
)
