import { Trans } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { SignInAnswer } from './queries.ts'
import { signInWithPasskey } from './sign-in-with-passkey.ts'

interface PasskeyButtonProps {
  uid: string
  /** Continues with the answer, or throws the server's refusal */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
  /** Where there is no other way */
  isMain?: boolean
}

/** Signs in with a passkey, without e-mail and password. */
export function PasskeyButton({ uid, onAnswer, isMain = false }: PasskeyButtonProps) {
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
      {error !== undefined && <ErrorPanel error={error} />}
      <Button
        variant={isMain ? 'filled' : 'default'}
        fullWidth
        loading={isBusy}
        leftSection={<IconFingerprint size={18} stroke={1.6} aria-hidden />}
        onClick={signIn}
      >
        <Trans>Sign in with a passkey</Trans>
      </Button>
    </Stack>
  )
}
