import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Text, VisuallyHidden } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useSession } from '../../api/session.ts'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'
import { stepTexts } from './step-texts.tsx'

type FirstStep = Overview['firstSteps'][number]

/**
 * The first steps up to the first API call and the first users, with those that are done, as the server knows it. It can be
 * hidden, in this browser.
 */
export function GettingStarted({ steps }: { steps: FirstStep[] | undefined }) {
  const { t } = useLingui()
  const { organization } = useSession()
  const [marks, setMarks] = useLocalStorage<string[]>({
    key: `portico-first-steps-${organization.key}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  if (marks.includes('hidden') || steps?.length === 0) return null
  const next = steps?.find(({ isDone }) => !isDone)
  const done = steps?.filter(({ isDone }) => isDone).length ?? 0
  return (
    <HomePart
      title={t`Getting started`}
      description={
        steps ? (
          <Plural value={steps.length} one={`${done} of # step done`} other={`${done} of # steps done`} />
        ) : (
          <Trans>What is done, and what comes next</Trans>
        )
      }
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="dimmed"
          onClick={() => setMarks([...marks, 'hidden'])}
        >
          {next ? <Trans>Hide</Trans> : <Trans>All done: hide</Trans>}
        </Button>
      }
      value={steps}
      height={340}
    >
      {(steps) => (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <Step key={step.name} step={step} isNext={step === next} />
          ))}
        </ol>
      )}
    </HomePart>
  )
}

interface StepProps {
  step: FirstStep
  isNext: boolean
}

function Step({ step: { name, isDone }, isNext }: StepProps) {
  const { t, i18n } = useLingui()
  const { title, Todo, waits = false } = stepTexts[name]
  return (
    <li className={classes.step} data-done={isDone} data-next={isNext}>
      <span className={classes.mark}>{isDone && <IconCheck size={14} stroke={2.5} aria-hidden />}</span>
      <div className={classes.words}>
        <Text fw={isNext ? 600 : 500} size="sm" c={isDone ? 'dimmed' : undefined}>
          {i18n._(title)}
          <VisuallyHidden> {isDone ? t`(done)` : t`(to do)`}</VisuallyHidden>
        </Text>
        {!isDone && (isNext || !waits) && (
          <Text size="sm" c="dimmed" component="div">
            <Todo />
          </Text>
        )}
      </div>
    </li>
  )
}
