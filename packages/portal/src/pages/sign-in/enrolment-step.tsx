import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Divider, Skeleton, Stack } from '@mantine/core'
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { signInUrl } from '../../api/return-path.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { AuthenticatorScan } from '../../components/second-factors/authenticator-scan.tsx'
import { RecoveryCodes } from '../../components/second-factors/recovery-codes.tsx'
import { canUsePasskeys, registerPasskey } from '../../components/second-factors/register-passkey.ts'
import { describeAgent } from '../../components/values/describe-agent.ts'
import { OutsideFrame } from './outside-frame.tsx'
import type { Factor, SignInAnswer } from './queries.ts'
import { enrolmentSecretQuery } from './queries.ts'

interface EnrolmentStepProps {
  uid: string
  /** Of which one is added */
  factors: Factor[]
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** The organization requires a factor that the user does not have: it is added before they are signed in. */
export default function EnrolmentStep({ uid, factors, onAnswer }: EnrolmentStepProps) {
  const { t } = useLingui()
  const [isApp, setApp] = useState(false)
  if (isApp) return <AppEnrolment uid={uid} onAnswer={onAnswer} onBack={() => setApp(false)} />
  const takesApp = factors.includes('authenticator')
  return (
    <OutsideFrame
      title={takesApp ? t`Add a second factor` : t`Create a passkey`}
      description={
        takesApp
          ? t`Your organization asks for more than a password. Add one of these to sign in; you will use it from now on.`
          : t`In your organization you sign in with a passkey. Create yours: with the finger, the face or the PIN of this device, or with a security key.`
      }
    >
      <Stack gap="md">
        {canUsePasskeys() ? (
          <PasskeyEnrolment uid={uid} onAnswer={onAnswer} />
        ) : (
          !takesApp && (
            <Notice tone="warning">
              <Trans>This browser makes passkeys on pages with HTTPS only, and on localhost.</Trans>
            </Notice>
          )
        )}
        {takesApp && (
          <>
            {canUsePasskeys() && <Divider label={t`or`} />}
            <Button
              variant="default"
              fullWidth
              leftSection={<IconDeviceMobile size={18} stroke={1.6} aria-hidden />}
              onClick={() => setApp(true)}
            >
              <Trans>Use an authenticator app</Trans>
            </Button>
          </>
        )}
        <Anchor href={signInUrl()} size="sm" ta="center">
          <Trans>Sign in as somebody else</Trans>
        </Anchor>
      </Stack>
    </OutsideFrame>
  )
}

function PasskeyEnrolment({ uid, onAnswer }: Omit<EnrolmentStepProps, 'factors'>) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const create = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    const path = `/interactions/${encodeURIComponent(uid)}/enrolment/passkey`
    try {
      await onAnswer(registerPasskey<SignInAnswer>(path, describeAgent(navigator.userAgent)))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(false)
  }
  return (
    <>
      {error !== undefined && <ErrorPanel error={error} />}
      <Button
        fullWidth
        loading={isBusy}
        leftSection={<IconFingerprint size={18} stroke={1.6} aria-hidden />}
        onClick={create}
      >
        <Trans>Create a passkey</Trans>
      </Button>
    </>
  )
}

function AppEnrolment({ uid, onAnswer, onBack }: Omit<EnrolmentStepProps, 'factors'> & { onBack(): void }) {
  const { t } = useLingui()
  const { data, error } = useQuery(enrolmentSecretQuery(uid))
  const [confirmed, setConfirmed] = useState<{ recoveryCodes: string[]; redirectTo: string }>()
  const [isKept, setKept] = useState(false)
  // Once the codes are gone from the page: before, leaving it asks first.
  useEffect(() => {
    if (isKept && confirmed) onAnswer(Promise.resolve({ redirectTo: confirmed.redirectTo }))
  }, [isKept, confirmed, onAnswer])
  const confirm = async (code: string): Promise<void> => {
    const path = `/interactions/${encodeURIComponent(uid)}/enrolment/authenticator/confirmation`
    setConfirmed(await portalApi.post(path, { code }))
  }
  if (isKept)
    return <OutsideFrame title={t`Sign in`}>{<Skeleton h={120} role="status" aria-label={t`Loading`} />}</OutsideFrame>
  if (confirmed) {
    return (
      <OutsideFrame title={t`Keep your recovery codes`}>
        <RecoveryCodes codes={confirmed.recoveryCodes} onKept={() => setKept(true)} />
      </OutsideFrame>
    )
  }
  return (
    <OutsideFrame title={t`Set up an authenticator app`}>
      <AuthenticatorScan secret={data} error={error} confirm={confirm} isWide />
      <Anchor component="button" type="button" size="sm" mt="md" w="100%" ta="center" onClick={onBack}>
        <Trans>Back</Trans>
      </Anchor>
    </OutsideFrame>
  )
}
