import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SimpleGrid, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { permission } from '../../../api/permission-names.ts'
import { useSession } from '../../../api/session.ts'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Pager } from '../../../components/lists/pager.tsx'
import { Section } from '../../../components/page/section.tsx'
import { DownloadButton } from '../../../components/values/download-button.tsx'
import { Figure } from '../../../components/values/figure.tsx'
import { formatNumber } from '../../../components/values/format-number.ts'
import { saveCsv } from '../../../components/values/save-csv.ts'
import classes from '../users.module.css'
import { Clipped } from './clipped.tsx'
import type { ColumnMapping } from './column-mapping.ts'
import { ExistingUserLink } from './existing-user-link.tsx'
import type { ImportLine } from './import-lines.ts'
import type { Failure, Progress } from './import-run.ts'
import { rowsOfLeft } from './rows-of-left.ts'
import type { Table } from './table.ts'

interface ReportStepProps {
  table: Table
  mapping: ColumnMapping
  /** Lines that had problems before anything was sent */
  skipped: readonly ImportLine[]
  progress: Progress
  onAgain(): void
}

const pageSize = 10

/** The time at which a UUID of version 7 was made (RFC 9562), which is when the import began */
const timeOf = (key: string): string | undefined =>
  key.charAt(14) === '7' ? new Date(Number.parseInt(key.replace('-', '').slice(0, 12), 16)).toISOString() : undefined

/** What became of the file, line by line where something did not work. */
export function ReportStep({ table, mapping, skipped, progress, onAgain }: ReportStepProps) {
  const { t } = useLingui()
  const session = useSession()
  const { firstKey = '', inserted, updated, failures, unsent } = progress
  const left: Failure[] = [
    ...failures,
    ...skipped.map((line) => ({ line, problem: line.problem ?? '' })),
    ...unsent.map((line) => ({ line, problem: t`Not sent: the import was stopped.` })),
  ].sort((one, other) => one.line.row.line - other.line.row.line)
  return (
    <Stack gap="md">
      <Section
        title={progress.phase === 'cancelled' ? t`Import stopped` : t`Import finished`}
        actions={
          <>
            <Button variant="default" onClick={onAgain}>
              <Trans>Import another file</Trans>
            </Button>
            {session.may(permission.viewAuditTrail) && inserted + updated > 0 && (
              <Button
                renderRoot={(props) => (
                  <Link
                    to="/audit-trail"
                    search={{ action: 'import.started', actorKey: session.user.key, since: timeOf(firstKey) }}
                    {...props}
                  />
                )}
                variant="default"
              >
                <Trans>Show in the audit trail</Trans>
              </Button>
            )}
            {/* Keys begin with the time: those who were made last come first. */}
            <Button
              renderRoot={(props) => <Link to="/users" search={inserted > 0 ? { sort: '-key' } : {}} {...props} />}
            >
              {inserted > 0 ? <Trans>Show the newest users</Trans> : <Trans>Show users</Trans>}
            </Button>
          </>
        }
      >
        <SimpleGrid cols={{ base: 2, sm: 4 }} role="status">
          <Figure label={t({ message: 'Created', context: 'how many' })} value={inserted} />
          <Figure label={t`Existing users updated`} value={updated} />
          <Figure label={t`Refused by the server`} value={failures.length} />
          <Figure label={t`Not sent`} value={skipped.length + unsent.length} />
        </SimpleGrid>
      </Section>
      {left.length > 0 && <LeftLines table={table} mapping={mapping} left={left} />}
    </Stack>
  )
}

/** Every line that made no user, with the reason, here and as a file to correct and import again. */
function LeftLines({ table, mapping, left }: { table: Table; mapping: ColumnMapping; left: Failure[] }) {
  const { t } = useLingui()
  const [page, setPage] = useState(1)
  const save = (): void =>
    saveCsv(
      `not-imported-${table.fileName.replace(/\.\w+$/, '')}.csv`,
      rowsOfLeft(table, mapping, left),
      table.delimiter,
    )
  return (
    <Section
      title={t`Lines not imported`}
      description={t`Download these lines, correct them and import the file. It has your columns, and the problem of each line.`}
      actions={
        <DownloadButton file={save}>
          <Trans>Download CSV</Trans>
        </DownloadButton>
      }
    >
      <DataTable
        caption={t`Lines not imported`}
        columns={useColumns()}
        items={left.slice((page - 1) * pageSize, page * pageSize)}
        keyOf={({ line }) => String(line.row.line)}
      />
      <Group mt="sm" grow>
        <Pager page={page} pageSize={pageSize} total={left.length} onChange={setPage} />
      </Group>
    </Section>
  )
}

function useColumns(): Column<Failure>[] {
  const { t } = useLingui()
  return [
    {
      header: t`Line`,
      width: 80,
      align: 'end',
      render: ({ line }) => <span className={classes.number}>{formatNumber(line.row.line)}</span>,
    },
    {
      header: t`E-mail or username`,
      isLeading: true,
      render: ({ line: { record } }) => <Clipped text={record.email ?? record.username ?? record.subject} />,
    },
    {
      header: t`Problem`,
      from: 'sm',
      render: ({ problem, existsAlready, line }) => (
        <>
          {problem} {existsAlready && <ExistingUserLink email={line.record.email} />}
        </>
      ),
    },
  ]
}
