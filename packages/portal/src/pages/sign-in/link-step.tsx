import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Divider, Stack } from '@mantine/core'
import { lazy } from 'react'
import { signInUrl } from '../../api/return-path.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { OutsideFrame } from './outside-frame.tsx'
import { PasswordStep } from './password-step.tsx'
import { ProviderProblem } from './provider-problem.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'

const ProviderButtons = lazy(() => import('./provider-buttons.tsx'))

interface LinkStepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** A provider has proven an e-mail that an account here has: its owner proves that it is theirs, once. */
export default function LinkStep({ uid, interaction, onAnswer }: LinkStepProps) {
  const { t } = useLingui()
  const { providers = [], problem } = interaction
  const provider = bidiIsolate(interaction.providerName ?? '…')
  return (
    <OutsideFrame
      title={t`Is this your account?`}
      application={interaction.client}
      description={
        <Trans>
          There is an account with your e-mail already. Sign in to it once, as you usually do: from then on you can sign
          in with {provider} as well.
        </Trans>
      }
    >
      <Stack gap="md">
        {problem && <ProviderProblem problem={problem} />}
        <PasswordStep uid={uid} email={interaction.email ?? ''} onAnswer={onAnswer} />
        {providers.length > 0 && <Divider label={t`or`} />}
        <ProviderButtons uid={uid} providers={providers} onAnswer={onAnswer} />
        <Anchor href={signInUrl()} size="sm" ta="center">
          <Trans>Sign in as somebody else</Trans>
        </Anchor>
      </Stack>
    </OutsideFrame>
  )
}
