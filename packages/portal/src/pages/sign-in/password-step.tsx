import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import type { SignInAnswer } from './queries.ts'
import { canUsePasskeys, signInWithPasskey } from './sign-in-with-passkey.ts'

interface PasswordStepProps {
  uid: string
  email: string
  /** Continues with the answer, or throws the server's refusal */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

export function PasswordStep({ uid, email, onAnswer }: PasswordStepProps) {
  const form = useForm({
    initial: { email, password: '' },
    check: (values) => ({
      ...(values.email.trim() === '' && { email: 'Enter your e-mail.' }),
      ...(values.password === '' && { password: 'Enter your password.' }),
    }),
    save: ({ email, password }) =>
      onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/password`, { email: email.trim(), password })),
  })
  return (
    <Stack gap="md">
      <FormFrame form={form} submitLabel="Sign in" isWide>
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username webauthn"
          autoFocus={email === ''}
          {...form.text('email')}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          autoFocus={email !== ''}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          {...form.text('password')}
        />
      </FormFrame>
      {canUsePasskeys() && <PasskeyButton uid={uid} onAnswer={onAnswer} />}
    </Stack>
  )
}

function PasskeyButton({ uid, onAnswer }: Pick<PasswordStepProps, 'uid' | 'onAnswer'>) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const signIn = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await onAnswer(signInWithPasskey(uid))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(false)
  }
  return (
    <Stack gap="md">
      <Divider label="or" />
      {error !== undefined && <ErrorPanel error={error} />}
      <Button
        variant="default"
        fullWidth
        loading={isBusy}
        leftSection={<IconFingerprint size={18} stroke={1.6} aria-hidden />}
        onClick={signIn}
      >
        Sign in with a passkey
      </Button>
    </Stack>
  )
}
