import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PersonAvatar } from '../../components/people/person-avatar.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { OutsideFrame } from './outside-frame.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'

interface SelectAccountStepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** Goes on as the person who is signed in in this browser, or lets somebody else sign in. */
export default function SelectAccountStep({ uid, interaction, onAnswer }: SelectAccountStepProps) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { name, email } = interaction.account ?? { name: null, email: null }
  const shown = name ?? email ?? t`Without a name`
  const isolated = bidiIsolate(shown)
  const choose = async (goOn: boolean): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/account`, { continue: goOn }))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(false)
  }
  return (
    <OutsideFrame title={t`Who are you?`} application={interaction.client}>
      <Stack gap="md">
        {error !== undefined && <ErrorPanel error={error} />}
        <Group gap="sm" wrap="nowrap">
          <PersonAvatar name={shown} size={40} />
          <Stack gap={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
            <Text fw={600}>
              <bdi>{shown}</bdi>
            </Text>
            {name && email && (
              <Text size="sm" c="dimmed">
                <bdi>{email}</bdi>
              </Text>
            )}
          </Stack>
        </Group>
        <Button fullWidth loading={isBusy} onClick={() => choose(true)}>
          <Trans>Go on as {isolated}</Trans>
        </Button>
        <Button variant="default" fullWidth disabled={isBusy} onClick={() => choose(false)}>
          <Trans>Sign in as somebody else</Trans>
        </Button>
      </Stack>
    </OutsideFrame>
  )
}
