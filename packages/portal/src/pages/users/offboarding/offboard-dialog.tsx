import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { FormDialog } from '../../../components/dialogs/form-dialog.tsx'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Notice } from '../../../components/feedback/notice.tsx'
import { bidiIsolate } from '../../../components/values/bidi-isolate.ts'
import { nameOf } from '../name-of.ts'
import type { User } from '../queries.ts'
import { useEnvironments } from '../use-environments.ts'
import { OffboardingReport } from './offboarding-report.tsx'
import {
  type OffboardingItem,
  type OffboardingStep,
  type OffboardingStepName,
  offboard,
  offboardingPlanQuery,
  type OffboardingReport as Report,
} from './queries.ts'
import { PlannedStep } from './step-words.tsx'

interface OffboardDialogProps {
  user: User
  /** Why the member may not do it; undefined where they may */
  refusal: string | undefined
  isOpen: boolean
  onClose(): void
}

/** Takes from a user who leaves everything by which they can act: what it is, is shown first; then a report of it. */
export function OffboardDialog({ user, refusal, isOpen, onClose }: OffboardDialogProps) {
  const { t } = useLingui()
  const name = nameOf(user)
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Offboard ${name}`}>
      <Offboarding user={user} refusal={refusal} onClose={onClose} />
    </FormDialog>
  )
}

function Offboarding({ user, refusal, onClose }: Omit<OffboardDialogProps, 'isOpen'>) {
  const { data: plan, error, refetch } = useQuery(offboardingPlanQuery(user.key))
  const [left, setLeft] = useState<readonly OffboardingStepName[]>([])
  const [report, setReport] = useState<Report>()
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  if (report) return <OffboardingReport user={user} report={report} onClose={onClose} />
  if (refusal !== undefined) return <NothingToTake onClose={onClose}>{refusal}</NothingToTake>
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!plan) return <Skeleton h={260} />
  const steps = plan.steps.filter(({ total }) => total > 0)
  const chosen = steps.filter(({ step, refusal }) => refusal === null && !left.includes(step)).map(({ step }) => step)
  const has = (...names: OffboardingStepName[]): boolean => steps.some(({ step }) => names.includes(step))
  const isAdministrator = steps.some(
    ({ step, items }) => step === 'RevokeOrganizationRoles' && items.some(({ name }) => name === 'Administrator'),
  )
  const name = nameOf(user)
  const carryOut = async (): Promise<void> => {
    setWorking(true)
    setProblem(undefined)
    try {
      setReport(await offboard(user.key, chosen))
    } catch (thrown) {
      setProblem(thrown)
    } finally {
      setWorking(false)
    }
  }
  if (steps.length === 0)
    return (
      <NothingToTake onClose={onClose}>
        <Trans>
          Nothing is left to remove: the account is inactive, without sessions, roles and groups, no API client that
          they created is active, and no API client or sign-in application has a secret or a public key from them.
        </Trans>
      </NothingToTake>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length > 0 && !isWorking) carryOut()
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            For somebody who leaves. All of it happens at once, or nothing. Activating the account again later does not
            bring back what was removed.
          </Trans>
          {has('EndClientCredentials', 'EndApplicationCredentials') && (
            <>
              {' '}
              <Trans>Programs that use a secret or key which ends need a new one.</Trans>
            </>
          )}
          {has('EndApplicationCredentials') && (
            <>
              {' '}
              <Trans>A sign-in application lets nobody sign in until it has it.</Trans>
            </>
          )}
        </Text>
        {isAdministrator && (
          <Notice tone="warning">
            <Trans>
              <bdi>{name}</bdi> is an Administrator, and has every permission in every stage.
            </Trans>
          </Notice>
        )}
        <Stack gap="sm">
          {steps.map((step) => (
            <StepChoice
              key={step.step}
              step={step}
              refusal={step.refusal}
              isChosen={chosen.includes(step.step)}
              onChange={(isChosen) =>
                setLeft(isChosen ? left.filter((one) => one !== step.step) : [...left, step.step])
              }
            />
          ))}
        </Stack>
        {problem !== undefined && <ErrorPanel error={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} autoFocus>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" color="red" loading={isWorking} disabled={chosen.length === 0}>
            <Trans>Offboard</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface StepChoiceProps {
  step: OffboardingStep
  refusal: string | null
  isChosen: boolean
  onChange(isChosen: boolean): void
}

/** How many names are shown of a step */
const shown = 4

function StepChoice({ step, refusal, isChosen, onChange }: StepChoiceProps) {
  const { t } = useLingui()
  const nameOfItem = useItemName()
  const names = step.items.flatMap((item) => nameOfItem(item) ?? [])
  const more = step.total - shown
  const listed = names.slice(0, shown).join(', ')
  const description =
    refusal ?? (step.step === 'Deactivate' ? undefined : more > 0 && listed ? t`${listed} and ${more} more` : listed)
  return (
    <Checkbox
      label={<PlannedStep step={step} />}
      description={description}
      checked={isChosen}
      disabled={refusal !== null}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** What a step takes, with the stage or the secret that tells it from others of the same name. Sessions have no name. */
function useItemName(): (item: OffboardingItem) => string | undefined {
  const { t } = useLingui()
  const { nameOf: environmentName } = useEnvironments()
  return ({ name, environmentKey, credential }) => {
    if (name === null) return undefined
    const one = bidiIsolate(name)
    if (environmentKey) return `${one} (${bidiIsolate(environmentName(environmentKey))})`
    if (credential === null) return one
    const hint = bidiIsolate(credential.hint ?? '')
    if (credential.type === 'Secret') return t`${one} (secret that ends with ${hint})`
    if (credential.type === 'KeysAddress') return t`${one} (public keys at ${hint})`
    return credential.hint === null ? t`${one} (public key)` : t`${one} (public key ${hint})`
  }
}

/** With the reason */
const NothingToTake = ({ children, onClose }: { children: ReactNode; onClose(): void }) => (
  <Stack gap="md">
    <Text size="sm">{children}</Text>
    <Group justify="flex-end">
      <Button onClick={onClose} autoFocus>
        <Trans>Close</Trans>
      </Button>
    </Group>
  </Stack>
)
