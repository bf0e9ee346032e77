import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Divider, Stack } from '@mantine/core'
import { portalApi } from '../../api/apis.ts'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { PasswordField } from '../../components/forms/password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { canUsePasskeys } from '../../components/second-factors/register-passkey.ts'
import { PasskeyButton } from './passkey-button.tsx'
import type { SignInAnswer } from './queries.ts'

interface PasswordStepProps {
  uid: string
  email: string
  /** Whether it stays as it is */
  isEmailFixed?: boolean
  /** Whether the e-mail was entered before: it is shown, and can be changed there */
  onOtherEmail?: (() => void) | undefined
  /** Continues with the answer, or throws the server's refusal */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

export function PasswordStep({ uid, email, isEmailFixed = false, onOtherEmail, onAnswer }: PasswordStepProps) {
  const { t } = useLingui()
  const form = useForm({
    initial: { email, password: '' },
    check: (values) => ({
      ...(values.email.trim() === '' && { email: t`Enter your e-mail.` }),
      ...(values.password === '' && { password: t`Enter your password.` }),
    }),
    save: ({ email, password }) =>
      onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/password`, { email: email.trim(), password })),
  })
  return (
    <Stack gap="md">
      <FormFrame form={form} submitLabel={t`Sign in`} isWide>
        <EmailInput
          label={t`E-mail`}
          name="email"
          autoComplete="username webauthn"
          autoFocus={email === ''}
          readOnly={isEmailFixed || onOtherEmail !== undefined}
          {...form.text('email')}
        />
        {onOtherEmail && (
          <Anchor component="button" type="button" size="sm" onClick={onOtherEmail}>
            <Trans>Use another e-mail</Trans>
          </Anchor>
        )}
        <PasswordField
          label={t`Password`}
          name="password"
          autoComplete="current-password"
          autoFocus={email !== ''}
          {...form.text('password')}
        />
      </FormFrame>
      {canUsePasskeys() && <Divider label={t`or`} />}
      {canUsePasskeys() && <PasskeyButton uid={uid} onAnswer={onAnswer} />}
    </Stack>
  )
}
