import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { asProblem } from '../../api/problem.ts'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'
import { Dialog } from '../dialogs/dialog.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { lineOfProblem } from '../feedback/words-of-problem.ts'
import { LeaveGuard } from '../forms/leave-guard.tsx'
import { Pager } from '../lists/pager.tsx'
import { DownloadButton } from '../values/download-button.tsx'
import { formatNumber } from '../values/format-number.ts'
import { saveCsv } from '../values/save-csv.ts'
import { ChangeFigures } from './change-figures.tsx'
import { FailureTable } from './failure-table.tsx'
import type { ItemRun, RunProgress } from './item-run.ts'
import { ProgressLine } from './progress-line.tsx'

interface ItemRunDialogProps<T> {
  isOpen: boolean
  onClose(): void
  /** What is done: "Delete 3 groups" */
  label: string
  run: ItemRun<T>
  keyOf(item: T): string
  nameOf(item: T): string
  onOver(): unknown
}

/** The progress and the report of an operation on each of many things. It asks before it is left while that goes on. */
export function ItemRunDialog<T>(props: ItemRunDialogProps<T>) {
  const { isOpen, onClose, label, run, onOver } = props
  const { t } = useLingui()
  const progress = useSyncExternalStore(run.subscribe, run.progress)
  const { phase } = progress
  const isOver = phase === 'stopped' || phase === 'finished'
  const [isAsking, setAsking] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each run
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, run])
  const question = {
    title: t`Stop before all are changed?`,
    text: t`What is changed stays changed. The others stay as they are.`,
    leave: t`Stop`,
  }
  const close = (): void => (isOver ? onClose() : setAsking(true))
  return (
    <>
      <Dialog isOpen={isOpen} onClose={close} title={label} size="lg">
        <Stack gap="md">
          <Report {...props} progress={progress} />
          <Group justify="flex-end" gap="xs">
            {isOver ? (
              <>
                <SaveReport {...props} progress={progress} />
                <Button onClick={onClose} autoFocus>
                  <Trans>Close</Trans>
                </Button>
              </>
            ) : (
              <Button variant="default" loading={phase === 'stopping'} onClick={() => run.stop()}>
                <Trans>Stop</Trans>
              </Button>
            )}
          </Group>
        </Stack>
      </Dialog>
      <ConfirmDialog
        isOpen={isAsking && !isOver}
        onClose={() => setAsking(false)}
        title={question.title}
        confirmLabel={question.leave}
        isDangerous
        onConfirm={async () => run.stop()}
      >
        {question.text}
      </ConfirmDialog>
      <LeaveGuard isActive={isOpen && !isOver} title={question.title} leaveLabel={question.leave}>
        {question.text}
      </LeaveGuard>
    </>
  )
}

type ReportProps<T> = ItemRunDialogProps<T> & { progress: RunProgress<T> }

function Report<T>(props: ReportProps<T>) {
  const { run, progress } = props
  const { phase, total, changed, failures, left, error } = progress
  const done = changed.length + failures.length
  return (
    <>
      <ProgressLine done={done} total={total}>
        <Words progress={progress} done={done} />
      </ProgressLine>
      {phase === 'paused' && error !== undefined && <ErrorPanel error={error} onRetry={() => run.start()} />}
      <ChangeFigures
        changed={changed.length}
        failed={failures.length}
        left={phase === 'stopped' ? left.length : 0}
        isOver={phase === 'stopped' || phase === 'finished'}
      />
      {failures.length > 0 && <Failures {...props} />}
    </>
  )
}

function Words<T>({ progress, done }: { progress: RunProgress<T>; done: number }) {
  const { phase, total, waitingFor } = progress
  const [finished, all] = [formatNumber(done), formatNumber(total)]
  if (phase === 'finished') return <Trans>Done</Trans>
  if (phase === 'stopped') return <Trans>Stopped</Trans>
  if (waitingFor !== undefined)
    return (
      <Trans>
        {finished} of {all}. The server is busy:{' '}
        <Plural value={waitingFor} one="it goes on in # second." other="it goes on in # seconds." />
      </Trans>
    )
  return (
    <Trans>
      {finished} of {all}. Keep this page open until all are done.
    </Trans>
  )
}

const pageSize = 10

function Failures<T>({ progress, keyOf, nameOf }: ReportProps<T>) {
  const { t, i18n } = useLingui()
  const [page, setPage] = useState(1)
  const { failures } = progress
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        <Plural value={failures.length} one="# was not changed" other="# were not changed" />
      </Text>
      <FailureTable
        caption={t`Not changed`}
        header={t`Name`}
        failures={failures.slice((page - 1) * pageSize, page * pageSize).map(({ item, error }) => ({
          key: keyOf(item),
          name: nameOf(item),
          reason: lineOfProblem(asProblem(error), i18n),
        }))}
      />
      {failures.length > pageSize && (
        <Pager page={page} pageSize={pageSize} total={failures.length} onChange={setPage} />
      )}
    </Stack>
  )
}

function SaveReport<T>({ progress, keyOf, nameOf }: ReportProps<T>) {
  const { t, i18n } = useLingui()
  const save = (): void => {
    const { changed, failures, left } = progress
    const rowOf = (item: T, outcome: string, code = '', message = ''): string[] => [
      keyOf(item),
      nameOf(item),
      outcome,
      code,
      message,
    ]
    // The results are those of the API's own reports.
    saveCsv('report.csv', [
      [t`Key`, t`Name`, t`Result`, t`Error code`, t`Reason`],
      ...changed.map((item) => rowOf(item, 'Changed')),
      ...failures.map(({ item, error }) => {
        const problem = asProblem(error)
        return rowOf(item, 'Failed', problem.errorCode, lineOfProblem(problem, i18n))
      }),
      ...left.map((item) => rowOf(item, 'Cancelled')),
    ])
  }
  return (
    <DownloadButton file={save}>
      <Trans>Save report</Trans>
    </DownloadButton>
  )
}
