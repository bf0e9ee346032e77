import { Trans } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import {
  type Icon,
  IconBrandApple,
  IconBrandFacebook,
  IconBrandGoogle,
  IconBrandLinkedin,
  IconBuilding,
} from '@tabler/icons-react'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import type { OfferedProvider, SignInAnswer } from './queries.ts'

const icons: Record<string, Icon> = {
  AppleId: IconBrandApple,
  Facebook: IconBrandFacebook,
  Google: IconBrandGoogle,
  LinkedIn: IconBrandLinkedin,
}

interface ProviderButtonsProps {
  uid: string
  providers: readonly OfferedProvider[]
  /** Continues with the answer, or throws the server's refusal */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** A button for each external provider. One that cannot be reached says so, and leaves the others as they are. */
export default function ProviderButtons({ uid, providers, onAnswer }: ProviderButtonsProps) {
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState<unknown>()
  const goTo = async (key: string): Promise<void> => {
    setBusy(key)
    setError(undefined)
    try {
      await onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/provider`, { key }))
    } catch (thrown) {
      setError(thrown)
    }
    setBusy(undefined)
  }
  return (
    <Stack gap="xs">
      {error !== undefined && <ErrorPanel error={error} />}
      {providers.map(({ key, name, subtype }) => {
        const ProviderIcon = icons[subtype] ?? IconBuilding
        const shown = bidiIsolate(name)
        return (
          <Button
            key={key}
            variant="default"
            fullWidth
            loading={busy === key}
            disabled={busy !== undefined && busy !== key}
            leftSection={<ProviderIcon size={18} stroke={1.6} aria-hidden />}
            onClick={() => goTo(key)}
          >
            <Trans>Sign in with {shown}</Trans>
          </Button>
        )
      })}
    </Stack>
  )
}
