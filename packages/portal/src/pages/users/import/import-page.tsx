import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { LeaveGuard } from '../../../components/forms/leave-guard.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { invalidateUsers } from '../queries.ts'
import { createBulkApi } from './bulk-api.ts'
import { type ColumnMapping, guessColumnMapping } from './column-mapping.ts'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { type ImportLine, importLinesOf, type SignInWay } from './import-lines.ts'
import { ImportRun } from './import-run.ts'
import { PreviewStep } from './preview-step.tsx'
import { ReportStep } from './report-step.tsx'
import { RunStep } from './run-step.tsx'
import { type Table, tableOf } from './table.ts'

/** Many users at once, from a CSV file: choose, check, import, and see what became of it. */
export default function ImportPage() {
  const { t } = useLingui()
  const [table, setTable] = useState<Table>()
  return (
    <>
      <PageHeader
        title={t`Import users`}
        trail={[{ label: t`Users`, to: '/users' }]}
        description={t`Creates users from a file, and gives existing users another way to sign in. You see a preview before anything is sent.`}
      />
      {table ? (
        <TableImport key={table.fileName} table={table} onTable={setTable} onBack={() => setTable(undefined)} />
      ) : (
        <FileStep onTable={setTable} />
      )}
    </>
  )
}

interface Started {
  run: ImportRun
  mapping: ColumnMapping
  skipped: ImportLine[]
}

interface TableImportProps {
  table: Table
  onTable(table: Table): void
  onBack(): void
}

function TableImport({ table, onTable, onBack }: TableImportProps) {
  useFocusAtTop()
  const [mapping, setMapping] = useState<ColumnMapping>(() => guessColumnMapping(table))
  const [way, setWay] = useState<SignInWay>({ kind: 'built-in' })
  const lines = useMemo(() => importLinesOf(table, mapping, way), [table, mapping, way])
  const [started, setStarted] = useState<Started>()
  if (started) return <RunningImport table={table} started={started} onBack={onBack} />
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        <Trans>
          File: <bdi>{table.fileName}</bdi>
        </Trans>
      </Text>
      <ColumnsStep
        table={table}
        onHeader={(hasHeader) => {
          const next = tableOf(table.fileName, table.allRows, hasHeader, table.delimiter)
          onTable(next)
          setMapping(guessColumnMapping(next))
        }}
        mapping={mapping}
        onMapping={setMapping}
        way={way}
        onWay={setWay}
      />
      <PreviewStep
        lines={lines}
        onBack={onBack}
        onImport={(ready, skipped) => {
          const run = new ImportRun(ready, createBulkApi())
          setStarted({ run, mapping, skipped })
          run.start()
        }}
      />
    </Stack>
  )
}

function RunningImport({ table, started, onBack }: { table: Table; started: Started; onBack: () => void }) {
  useFocusAtTop()
  const { t } = useLingui()
  const { run, mapping, skipped } = started
  const progress = useSyncExternalStore(run.subscribe, run.progress)
  const isOver = progress.phase === 'finished' || progress.phase === 'cancelled'
  useEffect(() => {
    if (isOver) invalidateUsers()
  }, [isOver])
  return (
    <>
      {isOver ? (
        <ReportStep table={table} mapping={mapping} skipped={skipped} progress={progress} onAgain={onBack} />
      ) : (
        <RunStep run={run} progress={progress} />
      )}
      <LeaveGuard isActive={!isOver} title={t`Stop the import?`} leaveLabel={t`Stop and leave`}>
        <Trans>
          Users who have been imported stay. The rest of the file is not sent, and there is no report of the import.
        </Trans>
      </LeaveGuard>
    </>
  )
}

/** The button that led to this step is gone: the keyboard goes on at the top of the page. */
function useFocusAtTop(): void {
  useEffect(() => document.querySelector<HTMLElement>('main h1')?.focus(), [])
}
