import { Button, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Pager } from '../../../components/lists/pager.tsx'
import { Section } from '../../../components/page/section.tsx'
import { formatCount, formatNumber } from '../../../components/values/format-count.ts'
import { NoValue } from '../no-value.tsx'
import classes from '../users.module.css'
import type { ImportLine } from './import-lines.ts'

interface PreviewStepProps {
  lines: readonly ImportLine[]
  onImport(): void
  onBack(): void
}

const pageSize = 10

/** What each line will become, and what is wrong with some of them, before anything is sent. */
export function PreviewStep({ lines, onImport, onBack }: PreviewStepProps) {
  const [page, setPage] = useState(1)
  const [onlyProblems, setOnlyProblems] = useState(false)
  const wrong = lines.filter(({ problem }) => problem !== undefined)
  const ready = lines.length - wrong.length
  const isFiltered = onlyProblems && wrong.length > 0
  const shown = isFiltered ? wrong : lines
  const current = Math.min(page, Math.max(1, Math.ceil(shown.length / pageSize)))
  return (
    <Section title="Preview">
      <Group justify="space-between" mb="sm">
        <Text role="status">
          {formatCount(ready, 'user is', 'users are')} ready
          {wrong.length > 0 &&
            `; ${formatCount(wrong.length, 'line has a problem', 'lines have problems')} and will be skipped`}
          .
        </Text>
        {wrong.length > 0 && (
          <Switch
            label="Problems only"
            checked={onlyProblems}
            onChange={(event) => {
              setOnlyProblems(event.currentTarget.checked)
              setPage(1)
            }}
          />
        )}
      </Group>
      <DataTable
        caption="Lines of the file"
        columns={columns}
        items={shown.slice((current - 1) * pageSize, current * pageSize)}
        keyOf={({ row }) => String(row.line)}
      />
      <Group mt="sm" grow>
        <Pager page={current} pageSize={pageSize} total={shown.length} onChange={setPage} />
      </Group>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onBack}>
          Another file
        </Button>
        <Button disabled={ready === 0} onClick={onImport}>
          Import {formatCount(ready, 'user')}
        </Button>
      </Group>
    </Section>
  )
}

const columns: Column<ImportLine>[] = [
  {
    header: 'Line',
    width: 80,
    align: 'right',
    render: ({ row }) => <span className={classes.number}>{formatNumber(row.line)}</span>,
  },
  {
    header: 'E-mail or username',
    render: ({ record, problem }) => (
      <>
        <Clipped text={record.email ?? record.username ?? record.subject} />
        {problem && (
          <Text size="xs" c="var(--mantine-color-error)" hiddenFrom="sm">
            {problem}
          </Text>
        )}
      </>
    ),
  },
  { header: 'Name', from: 'sm', render: ({ record }) => <Clipped text={record.name} /> },
  {
    header: 'What happens',
    from: 'sm',
    render: ({ problem, record }) =>
      problem ? (
        <Text inherit c="var(--mantine-color-error)">
          {problem}
        </Text>
      ) : record.isActive === false ? (
        'Will be imported as inactive'
      ) : (
        'Will be imported'
      ),
  },
]

const Clipped = ({ text }: { text: string | undefined }) =>
  text ? (
    <span className={`${classes.clipped} ${classes.words}`} title={text}>
      <bdi>{text}</bdi>
    </span>
  ) : (
    <NoValue />
  )
