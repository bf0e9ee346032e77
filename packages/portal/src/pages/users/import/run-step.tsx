import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Progress as Bar, Button, Group, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Section } from '../../../components/page/section.tsx'
import { formatNumber, formatShare } from '../../../components/values/format-number.ts'
import type { ImportRun, Progress } from './import-run.ts'

const titles: Record<Progress['phase'], MessageDescriptor> = {
  running: msg`Importing`,
  pausing: msg`Pausing after this block`,
  paused: msg`Paused`,
  cancelling: msg`Stopping after this block`,
  cancelled: msg`Import stopped`,
  finished: msg`Import finished`,
}

/** How far the import is, and what can be done about it. */
export function RunStep({ run, progress }: { run: ImportRun; progress: Progress }) {
  const { t, i18n } = useLingui()
  const { phase, total, finished, waitingFor, error } = progress
  const [done, all] = [formatNumber(finished), formatNumber(total)]
  const share = total === 0 ? 1 : finished / total
  return (
    <Section title={i18n._(titles[phase])} description={t`Keep this page open: it sends the lines in blocks of 100.`}>
      <Bar.Root size="lg" aria-label={t`Progress of the import`}>
        <Bar.Section value={Math.floor(share * 100)} aria-label={formatShare(share)} />
      </Bar.Root>
      <Group justify="space-between" mt="sm">
        <Text size="sm" role="status">
          <Trans>
            {done} of {all}
          </Trans>
        </Text>
        <Group gap="xs">
          {phase === 'running' && (
            <Button variant="default" onClick={() => run.pause()}>
              <Trans>Pause</Trans>
            </Button>
          )}
          {(phase === 'paused' || phase === 'pausing') && <Button onClick={() => run.start()}>{t`Continue`}</Button>}
          {(phase === 'running' || phase === 'paused' || phase === 'pausing') && (
            <Button variant="default" onClick={() => run.cancel()}>
              <Trans>Stop</Trans>
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
          title={t`Waiting for the server`}
        >
          <Trans>
            The number of requests per minute is limited. The import continues automatically in {waitingFor} s.
          </Trans>
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
