import { Button, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Pager } from '../../../components/lists/pager.tsx'
import { Section } from '../../../components/page/section.tsx'
import { formatCount, formatNumber } from '../../../components/values/format-count.ts'
import { NoValue } from '../no-value.tsx'
import classes from '../users.module.css'
import type { ImportLine } from './import-lines.ts'
import { type Previews, usePreviews } from './use-previews.ts'

interface PreviewStepProps {
  lines: readonly ImportLine[]
  /** @param skipped lines with problems, those that the server would refuse included */
  onImport(ready: ImportLine[], skipped: ImportLine[]): void
  onBack(): void
}

const pageSize = 10

/** What each line will become, and what is wrong with some of them, before anything is sent. */
export function PreviewStep({ lines, onImport, onBack }: PreviewStepProps) {
  const [page, setPage] = useState(1)
  const [onlyProblems, setOnlyProblems] = useState(false)
  const previews = usePreviews(lines)
  const skipped = [...lines.filter(({ problem }) => problem !== undefined), ...previews.refused]
  const ready = lines.filter((line) => line.problem === undefined && previews.of(line)?.status !== 'Error')
  const hasProblems = skipped.length > 0
  const shown = onlyProblems && hasProblems ? inOrder(skipped) : lines
  const current = Math.min(page, Math.max(1, Math.ceil(shown.length / pageSize)))
  return (
    <Section title="Preview">
      <Group justify="space-between" mb="sm">
        <div>
          <Text role="status">
            {formatCount(ready.length, 'user is', 'users are')} ready
            {hasProblems &&
              `; ${formatCount(skipped.length, 'line has a problem', 'lines have problems')} and will be skipped`}
            .
          </Text>
          {ready.length > 0 && (
            <Text size="sm" c="dimmed" role="status">
              {describePreviews(previews)}
            </Text>
          )}
        </div>
        {hasProblems && (
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
        columns={columnsWith(previews)}
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
        <Button disabled={ready.length === 0} onClick={() => onImport(ready, skipped)}>
          Import {formatCount(ready.length, 'user')}
        </Button>
      </Group>
    </Section>
  )
}

const inOrder = (lines: readonly ImportLine[]): ImportLine[] => lines.toSorted((a, b) => a.row.line - b.row.line)

/** Who exists already, as far as the server was asked. */
function describePreviews({ asked, total, existing, error }: Previews): string {
  if (error !== undefined) return `Who exists already is not known: ${error}`
  if (asked < total) return `Asking who exists already: ${formatNumber(asked)} of ${formatNumber(total)}`
  if (existing === 0) return 'None of them exists yet.'
  return `${formatCount(existing, 'exists already and gets', 'exist already and get')} the profile only.`
}

const columnsWith = (previews: Previews): Column<ImportLine>[] => [
  {
    header: 'Line',
    width: 80,
    align: 'right',
    render: ({ row }) => <span className={classes.number}>{formatNumber(row.line)}</span>,
  },
  {
    header: 'E-mail or username',
    render: (line) => (
      <>
        <Clipped text={line.record.email ?? line.record.username ?? line.record.subject} />
        <Text size="xs" component="div" hiddenFrom="sm">
          <WhatHappens line={line} previews={previews} />
        </Text>
      </>
    ),
  },
  { header: 'Name', from: 'sm', render: ({ record }) => <Clipped text={record.name} /> },
  {
    header: 'What happens',
    from: 'sm',
    render: (line) => <WhatHappens line={line} previews={previews} />,
  },
]

function WhatHappens({ line, previews }: { line: ImportLine; previews: Previews }) {
  const preview = previews.of(line)
  const problem = line.problem ?? (preview?.status === 'Error' ? preview.errorMessage : undefined)
  if (problem) {
    return (
      <Text inherit c="var(--mantine-color-error)">
        {problem}
      </Text>
    )
  }
  if (preview?.status === 'Updated') return 'Exists already: gets the profile; name, photo and status stay'
  return line.record.isActive === false ? 'Will be imported as inactive' : 'Will be imported'
}

const Clipped = ({ text }: { text: string | undefined }) =>
  text ? (
    <span className={`${classes.clipped} ${classes.words}`} title={text}>
      <bdi>{text}</bdi>
    </span>
  ) : (
    <NoValue />
  )
