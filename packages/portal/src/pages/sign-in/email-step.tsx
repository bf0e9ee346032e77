import { useLingui } from '@lingui/react/macro'
import { portalApi } from '../../api/apis.ts'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import type { SignInAnswer } from './queries.ts'

interface EmailStepProps {
  uid: string
  email: string
  /** Continues with an answer that leads to a provider */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
  /** No provider has the domain of the e-mail: the password is asked for. */
  onPassword(email: string): void
}

/** Asks for the e-mail alone: its domain may belong to a provider. */
export function EmailStep({ uid, email, onAnswer, onPassword }: EmailStepProps) {
  const { t } = useLingui()
  const form = useForm({
    initial: { email },
    check: ({ email }) => (email.trim() === '' ? { email: t`Enter your e-mail.` } : {}),
    async save({ email }) {
      const body = { email: email.trim() }
      const answer = await portalApi.post<SignInAnswer>(`/interactions/${encodeURIComponent(uid)}/email`, body)
      if (answer.redirectTo !== undefined) await onAnswer(Promise.resolve(answer))
      else onPassword(body.email)
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Go on`} isWide>
      <EmailInput label={t`E-mail`} name="email" autoComplete="username webauthn" autoFocus {...form.text('email')} />
    </FormFrame>
  )
}
