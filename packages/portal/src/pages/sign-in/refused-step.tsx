import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { OutsideFrame } from './outside-frame.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'

interface RefusedStepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** The person is signed in, and the application is not for them. */
export default function RefusedStep({ uid, interaction, onAnswer }: RefusedStepProps) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const name = bidiIsolate(interaction.client?.name ?? t`The application`)
  const account = bidiIsolate(interaction.account?.email ?? interaction.account?.name ?? t`Without a name`)
  const send = async (path: string, body?: object): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/${path}`, body))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(false)
  }
  return (
    <OutsideFrame
      title={t`You may not use this application`}
      description={
        <Trans>
          You are signed in as {account}, and {name} is not open to you. Ask somebody who manages users for access.
        </Trans>
      }
    >
      <Stack gap="md">
        {error !== undefined && <ErrorPanel error={error} />}
        <Button fullWidth loading={isBusy} onClick={() => send('account', { continue: false })}>
          <Trans>Sign in as somebody else</Trans>
        </Button>
        <Button variant="default" fullWidth disabled={isBusy} onClick={() => send('refusal')}>
          <Trans>Back to {name}</Trans>
        </Button>
      </Stack>
    </OutsideFrame>
  )
}
