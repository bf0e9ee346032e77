import { Button, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useSession } from '../../api/session.ts'
import { Section } from '../../components/page/section.tsx'
import classes from './home.module.css'
import { stepTexts } from './step-texts.tsx'
import { type FirstStep, useFirstSteps } from './use-first-steps.ts'

/** The first steps up to the first API call and the first users, with those that are done. It can be closed. */
export function GettingStarted() {
  const { organization } = useSession()
  const [marks, setMarks] = useLocalStorage<string[]>({
    key: `portico-first-steps-${organization.key}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const steps = useFirstSteps()
  if (marks.includes('hidden') || steps?.length === 0) return null
  const next = steps?.find(({ isDone }) => !isDone)
  const done = steps?.filter(({ isDone }) => isDone).length ?? 0
  return (
    <Section
      title="Getting started"
      description={steps ? `${done} of ${steps.length} steps done` : 'What is done, and what comes next'}
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="dimmed"
          onClick={() => setMarks([...marks, 'hidden'])}
        >
          {next ? 'Hide' : 'All done: hide'}
        </Button>
      }
    >
      {steps ? (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <Step key={step.name} step={step} isNext={step === next} />
          ))}
        </ol>
      ) : (
        <Skeleton h={340} role="status" aria-label="Loading" />
      )}
    </Section>
  )
}

interface StepProps {
  step: FirstStep
  isNext: boolean
}

function Step({ step: { name, isDone }, isNext }: StepProps) {
  const { title, todo, waits = false } = stepTexts[name]
  return (
    <li className={classes.step} data-done={isDone} data-next={isNext}>
      <span className={classes.mark}>{isDone && <IconCheck size={14} stroke={2.5} aria-hidden />}</span>
      <div className={classes.words}>
        <Text fw={isNext ? 600 : 500} size="sm" c={isDone ? 'dimmed' : undefined}>
          {title}
          <VisuallyHidden>{isDone ? ' (done)' : ' (to do)'}</VisuallyHidden>
        </Text>
        {!isDone && (isNext || !waits) && (
          <Text size="sm" c="dimmed" component="div">
            {todo()}
          </Text>
        )}
      </div>
    </li>
  )
}
