import { Alert, Progress as Bar, Button, Group, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Section } from '../../../components/page/section.tsx'
import { formatNumber } from '../../../components/values/format-count.ts'
import type { ImportRun, Progress } from './import-run.ts'

const titles: Record<Progress['phase'], string> = {
  running: 'Importing',
  pausing: 'Pausing after this block',
  paused: 'Paused',
  cancelling: 'Stopping after this block',
  cancelled: 'Stopped',
  finished: 'Imported',
}

/** How far the import is, and what can be done about it. */
export function RunStep({ run, progress }: { run: ImportRun; progress: Progress }) {
  const { phase, total, finished, waitingFor, error } = progress
  const percent = total === 0 ? 100 : Math.floor((finished / total) * 100)
  return (
    <Section title={titles[phase]} description="Leave this page open: lines go to the server in blocks of 100.">
      <Bar.Root size="lg" aria-label="Progress of the import">
        <Bar.Section value={percent} aria-label={`${percent} %`} />
      </Bar.Root>
      <Group justify="space-between" mt="sm">
        <Text size="sm" role="status">
          {formatNumber(finished)} of {formatNumber(total)}
        </Text>
        <Group gap="xs">
          {phase === 'running' && (
            <Button variant="default" onClick={() => run.pause()}>
              Pause
            </Button>
          )}
          {(phase === 'paused' || phase === 'pausing') && <Button onClick={() => run.start()}>Continue</Button>}
          {(phase === 'running' || phase === 'paused' || phase === 'pausing') && (
            <Button variant="default" onClick={() => run.cancel()}>
              Stop
            </Button>
          )}
        </Group>
      </Group>
      {waitingFor !== undefined && (
        <Alert
          icon={<IconClock aria-hidden />}
          variant="outline"
          color="yellow"
          mt="md"
          title="The server asks to wait"
        >
          It takes a limited number of requests a minute. The import goes on by itself in {waitingFor} s.
        </Alert>
      )}
      {phase === 'paused' && error !== undefined && (
        <Group mt="md" grow>
          <ErrorPanel error={error} />
        </Group>
      )}
    </Section>
  )
}
