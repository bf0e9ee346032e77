import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { scopeTexts } from '../../components/sign-in/scope-texts.ts'
import { OutsideFrame } from './outside-frame.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'

interface ConsentStepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** Asks whether the application may have what it asks for. */
export default function ConsentStep({ uid, interaction, onAnswer }: ConsentStepProps) {
  const { t, i18n } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const name = interaction.client?.name ?? t`The application`
  const scopes = (interaction.scopes ?? []).filter((scope) => scope !== 'openid')
  const apis = interaction.apis ?? []
  const decide = async (accept: boolean): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/consent`, { accept }))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(false)
  }
  const account = interaction.account?.email ?? interaction.account?.name ?? interaction.email
  return (
    <OutsideFrame title={t`Do you agree?`} application={interaction.client}>
      <Stack gap="md">
        {error !== undefined && <ErrorPanel error={error} />}
        {account && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            <Trans>
              You are signed in as <bdi>{account}</bdi>.
            </Trans>
          </Text>
        )}
        <Text size="sm">
          {scopes.length + apis.length > 0 ? (
            <Trans>
              <bdi>{name}</bdi> asks for:
            </Trans>
          ) : (
            <Trans>
              <bdi>{name}</bdi> asks to recognize you, and for nothing else.
            </Trans>
          )}
        </Text>
        {scopes.length > 0 && (
          <List size="sm" withPadding>
            {scopes.map((scope) => (
              <List.Item key={scope}>{scopeTexts[scope] ? i18n._(scopeTexts[scope]) : <code>{scope}</code>}</List.Item>
            ))}
          </List>
        )}
        {apis.map(({ name: api, audience, scopes }) => (
          <Stack key={audience} gap={4}>
            <Text size="sm">
              <Trans>
                In <bdi>{api}</bdi>, in your name:
              </Trans>
            </Text>
            <List size="sm" withPadding>
              {scopes.map((scope) => (
                <List.Item key={scope.name}>{scope.description ?? <code>{scope.name}</code>}</List.Item>
              ))}
            </List>
          </Stack>
        ))}
        <Text size="sm" c="dimmed">
          <Trans>You can revoke it in your account at any time.</Trans>
        </Text>
        <Group gap="xs" grow>
          <Button variant="default" disabled={isBusy} onClick={() => decide(false)}>
            <Trans>Refuse</Trans>
          </Button>
          <Button loading={isBusy} onClick={() => decide(true)}>
            <Trans>Allow</Trans>
          </Button>
        </Group>
      </Stack>
    </OutsideFrame>
  )
}
