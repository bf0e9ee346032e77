import { msg, plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { nameOfCode } from '../../../api/problem-name.ts'
import { wordsOfResult } from '../../../components/feedback/words-of-result.ts'
import { pageI18n } from '../../../components/language/page-language.ts'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Pager } from '../../../components/lists/pager.tsx'
import { Section } from '../../../components/page/section.tsx'
import { formatNumber } from '../../../components/values/format-number.ts'
import classes from '../users.module.css'
import { Clipped } from './clipped.tsx'
import { ExistingUserLink } from './existing-user-link.tsx'
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
  const { t } = useLingui()
  const [page, setPage] = useState(1)
  const [onlyProblems, setOnlyProblems] = useState(false)
  const previews = usePreviews(lines)
  const skipped = [...lines.filter(({ problem }) => problem !== undefined), ...previews.refused]
  const ready = lines.filter((line) => line.problem === undefined && previews.of(line)?.status !== 'Error')
  const hasProblems = skipped.length > 0
  const shown = onlyProblems && hasProblems ? inOrder(skipped) : lines
  const current = Math.min(page, Math.max(1, Math.ceil(shown.length / pageSize)))
  return (
    <Section title={t`Preview`}>
      <Group justify="space-between" mb="sm">
        <div>
          <Text role="status">
            <Plural value={ready.length} one="# user is ready to import." other="# users are ready to import." />
            {hasProblems && (
              <>
                {' '}
                <Plural
                  value={skipped.length}
                  one="# line has a problem and is skipped."
                  other="# lines have problems and are skipped."
                />
              </>
            )}
          </Text>
          {ready.length > 0 && (
            <Text size="sm" c="dimmed" role="status">
              {describePreviews(previews)}
            </Text>
          )}
        </div>
        {hasProblems && (
          <Switch
            label={t`Problems only`}
            checked={onlyProblems}
            onChange={(event) => {
              setOnlyProblems(event.currentTarget.checked)
              setPage(1)
            }}
          />
        )}
      </Group>
      <DataTable
        caption={t`Lines of the file`}
        columns={useColumns(previews)}
        items={shown.slice((current - 1) * pageSize, current * pageSize)}
        keyOf={({ row }) => String(row.line)}
      />
      <Group mt="sm" grow>
        <Pager page={current} pageSize={pageSize} total={shown.length} onChange={setPage} />
      </Group>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onBack}>
          <Trans>Choose another file</Trans>
        </Button>
        <Button disabled={ready.length === 0} onClick={() => onImport(ready, skipped)}>
          <Plural value={ready.length} one="Import # user" other="Import # users" />
        </Button>
      </Group>
    </Section>
  )
}

const inOrder = (lines: readonly ImportLine[]): ImportLine[] => lines.toSorted((a, b) => a.row.line - b.row.line)

/** Who exists already, as far as the server was asked. */
function describePreviews({ asked, total, existing, error }: Previews): string {
  const i18n = pageI18n()
  if (error !== undefined) return i18n._(msg`Cannot check which users exist already: ${error}`)
  if (asked < total) {
    const [checked, all] = [formatNumber(asked), formatNumber(total)]
    return i18n._(msg`Checking which users exist already: ${checked} of ${all}`)
  }
  // Some of the lines with problems may be of users who do.
  if (existing === 0)
    return i18n._(
      msg`${plural(total, { one: 'This user does not exist yet.', other: 'None of these users exists yet.' })}`,
    )
  return i18n._(
    msg`${plural(existing, {
      one: '# user exists already and only gets the way to sign in.',
      other: '# users exist already and only get the way to sign in.',
    })}`,
  )
}

function useColumns(previews: Previews): Column<ImportLine>[] {
  const { t } = useLingui()
  return [
    {
      header: t`Line`,
      width: 80,
      align: 'end',
      render: ({ row }) => <span className={classes.number}>{formatNumber(row.line)}</span>,
    },
    {
      header: t`E-mail or username`,
      isLeading: true,
      render: ({ record }) => <Clipped text={record.email ?? record.username ?? record.subject} />,
    },
    { header: t`Name`, from: 'sm', render: ({ record }) => <Clipped text={record.name} /> },
    {
      header: t`Result`,
      from: 'sm',
      render: (line) => <WhatHappens line={line} previews={previews} />,
    },
  ]
}

function WhatHappens({ line, previews }: { line: ImportLine; previews: Previews }) {
  const { t } = useLingui()
  const preview = previews.of(line)
  const problem = line.problem ?? (preview?.status === 'Error' ? wordsOfResult(preview, pageI18n()) : undefined)
  if (problem) {
    const existsAlready = nameOfCode(preview?.errorCode) === 'email_taken'
    return (
      <>
        <Text span inherit c="var(--mantine-color-error)">
          {problem}
        </Text>{' '}
        {existsAlready && <ExistingUserLink email={line.record.email} />}
      </>
    )
  }
  if (preview?.status === 'Updated')
    return (
      <>
        <Trans>Exists already: gets the way to sign in; name, photo and status stay</Trans>{' '}
        <ExistingUserLink userKey={preview.userKey} email={line.record.email} />
      </>
    )
  return line.record.isActive === false ? t`Will be created as inactive` : t`Will be created`
}
