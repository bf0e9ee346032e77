import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { signInUrl } from '../../api/return-path.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { FirstStep } from './first-step.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'
import { interactionQuery, setInteractionStep } from './queries.ts'
import { useSignInDialog } from './sign-in-place.ts'

// Loaded by those who come to them.
const CodeStep = lazy(() => import('./code-step.tsx'))
const PasskeyStep = lazy(() => import('./passkey-step.tsx'))
const ConsentStep = lazy(() => import('./consent-step.tsx'))
const LinkStep = lazy(() => import('./link-step.tsx'))
const RefusedStep = lazy(() => import('./refused-step.tsx'))
const SelectAccountStep = lazy(() => import('./select-account-step.tsx'))
const EnrolmentStep = lazy(() => import('./enrolment-step.tsx'))

interface SignInStepsProps {
  uid: string
  /** Goes on at an address: that where the sign-in is complete, or an external provider's */
  onRedirect(address: string): Promise<void>
}

/** Each step of a sign-in, as the server asks for it. */
export function SignInSteps({ uid, onRedirect }: SignInStepsProps) {
  const { t } = useLingui()
  const interaction = useQuery(interactionQuery(uid))
  const proceed = async (asked: Promise<SignInAnswer>): Promise<void> => {
    const answer = await asked.catch(async (problem) => {
      // Expired: the page shows how to start again.
      if (isExpired(problem)) await interaction.refetch()
      throw problem
    })
    if (answer.step) setInteractionStep(uid, answer)
    else await onRedirect(answer.redirectTo)
  }
  const { data, error } = interaction
  if (error) return <Failure error={error} onRetry={() => interaction.refetch()} />
  if (!data) {
    return (
      <OutsideFrame title={t`Sign in`}>
        <Skeleton h={286} aria-label={t`Loading`} role="status" />
      </OutsideFrame>
    )
  }
  return (
    <Suspense>
      <Step uid={uid} interaction={data} onAnswer={proceed} />
    </Suspense>
  )
}

interface StepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

function Step(props: StepProps) {
  const { uid, interaction, onAnswer } = props
  switch (interaction.step) {
    case 'consent':
      return <ConsentStep {...props} />
    case 'link':
      return <LinkStep {...props} />
    case 'refused':
      return <RefusedStep {...props} />
    case 'select_account':
      return <SelectAccountStep {...props} />
    case 'code':
      return <CodeStep uid={uid} onAnswer={onAnswer} />
    case 'passkey':
      return <PasskeyStep uid={uid} onAnswer={onAnswer} />
    case 'enrolment':
      return <EnrolmentStep uid={uid} factors={interaction.factors ?? []} onAnswer={onAnswer} />
    case 'password':
      return <FirstStep {...props} />
  }
}

const isExpired = (error: unknown): boolean => error instanceof ApiProblem && error.status === 410

function Failure({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useLingui()
  const dialog = useSignInDialog()
  const isLate = isExpired(error)
  return (
    <OutsideFrame
      title={isLate ? t`Sign in again` : t`Sign in`}
      description={
        isLate ? t`This sign-in began in another browser, or has expired. Begin again in this one.` : undefined
      }
    >
      <Stack gap="md">
        {!isLate && <ErrorPanel error={error} onRetry={onRetry} />}
        {dialog ? (
          <Button onClick={dialog.restart} fullWidth>
            <Trans>Begin again</Trans>
          </Button>
        ) : (
          <Button component="a" href={signInUrl()} fullWidth>
            <Trans>Go to sign-in</Trans>
          </Button>
        )}
      </Stack>
    </OutsideFrame>
  )
}
