import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import type { LinkedProviders } from './queries.ts'

/** Sends the member to a provider to link the account that they sign in with there, and says what came of it. */
export function LinkAnother({ offered }: Pick<LinkedProviders, 'offered'>) {
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState<unknown>()
  const link = async (key: string): Promise<void> => {
    setBusy(key)
    setError(undefined)
    try {
      const { redirectTo } = await portalApi.post<{ redirectTo: string }>('/account/identity-providers', { key })
      location.assign(redirectTo)
      return
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(undefined)
  }
  return (
    <Stack gap="xs">
      <Outcome />
      {error !== undefined && <ErrorPanel error={error} />}
      <Group gap="xs">
        {offered.map(({ key, name }) => {
          const shown = bidiIsolate(name)
          return (
            <Button key={key} size="compact-sm" variant="default" loading={busy === key} onClick={() => link(key)}>
              <Trans>Link an account at {shown}</Trans>
            </Button>
          )
        })}
      </Group>
    </Stack>
  )
}

/** What the server says of an account that was to be linked, in the address to which it leads back */
function Outcome() {
  const { t } = useLingui()
  const outcome = new URLSearchParams(location.search).get('linked')
  const texts: Record<string, string> = {
    done: t`The account was linked.`,
    taken: t`The account was not linked: another user has it, or you have another one there.`,
    expired: t`The account was not linked: that began in another browser or session, or too long ago. Try again.`,
    failed: t`The account was not linked: the provider did not say who you are. Try again.`,
  }
  const text = outcome === null ? undefined : texts[outcome]
  if (!text) return null
  return (
    <Notice role="status" {...(outcome === 'done' ? { tone: 'good' } : {})}>
      {text}
    </Notice>
  )
}
