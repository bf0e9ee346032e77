import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Stack, Text } from '@mantine/core'
import { csvDelimiterOf, decodeCsv, parseCsv, UnreadableCsvError, withoutReportColumns } from '@portico/sdk/users-csv'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useState } from 'react'
import { pageI18n } from '../../../components/language/page-language.ts'
import { Section } from '../../../components/page/section.tsx'
import { saveCsv } from '../../../components/values/save-csv.ts'
import classes from '../users.module.css'
import { type Table, tableOf } from './table.ts'

const largest = 64 * 1024 * 1024
/** Each column has a choice of its own in the next step: thousands of them would stop the browser. */
const mostColumns = 200
/** The names of columns and the words for yes and no are understood in many languages: the example has the English ones. */
const example = `email,name,active
ada@example.com,Ada Almeida,yes
bjorn@example.com,Björn Bauer,no`
  .split('\n')
  .map((line) => line.split(','))

/** Where a file comes in: dropped, or picked. It stays in the browser until the import begins. */
export function FileStep({ onTable }: { onTable: (table: Table) => void }) {
  const { t } = useLingui()
  const [isOver, setOver] = useState(false)
  const [fault, setFault] = useState<string>()
  const read = async (file: File | null | undefined): Promise<void> => {
    if (!file) return
    try {
      if (file.size > largest) return setFault(t`The file is larger than 64 MB. Split it into several files.`)
      const table = await tableIn(file)
      if (table.rows.length === 0) return setFault(t`The file contains no users.`)
      const width = table.headers.length
      if (width > mostColumns) {
        return setFault(
          t`The file has ${width} columns, more than the ${mostColumns} that can be read. Leave out those that are not about users.`,
        )
      }
      onTable(table)
    } catch (error) {
      setFault(faultOf(error))
    }
  }
  return (
    <Section
      title={t`File`}
      description={t`A CSV file with one user in each line. In the next step you choose which column is which field.`}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button within does the same */}
      <div
        className={classes.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          read(event.dataTransfer.files[0])
        }}
      >
        <Stack align="center" gap="sm" py={40} px="md" ta="center">
          <IconFileTypeCsv size={36} stroke={1.3} aria-hidden />
          <Text>
            <Trans>Drop a file here, or</Trans>
          </Text>
          <FileButton onChange={read} accept=".csv,.tsv,.txt,text/csv" inputProps={{ 'aria-label': t`CSV file` }}>
            {(props) => <Button {...props}>{t`Choose file`}</Button>}
          </FileButton>
          {fault && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {fault}
            </Text>
          )}
          <Button variant="subtle" size="compact-sm" onClick={() => saveCsv('users-example.csv', example)}>
            <Trans>Download an example</Trans>
          </Button>
        </Stack>
      </div>
    </Section>
  )
}

async function tableIn(file: File): Promise<Table> {
  const text = decodeCsv(new Uint8Array(await file.arrayBuffer()))
  return tableOf(file.name, withoutReportColumns(parseCsv(text)), undefined, csvDelimiterOf(text))
}

/** Why a file cannot be read, and what to do */
function faultOf(error: unknown): string {
  const i18n = pageI18n()
  const { reason, line } = error instanceof UnreadableCsvError ? error : { reason: undefined, line: undefined }
  switch (reason) {
    case 'workbook':
      return i18n._(
        msg`This is a workbook or an archive, not a CSV file. In Excel, save it as “CSV UTF-8”. In other programs, choose the character set UTF-8 when saving.`,
      )
    case 'binary':
      return i18n._(msg`This is no text file. Choose the CSV file that another program has saved.`)
    case 'encoding':
      return i18n._(
        msg`The file is not in UTF-8. In Excel, save it as “CSV UTF-8”. In other programs, choose the character set UTF-8 when saving.`,
      )
    case 'open-quote':
      return i18n._(msg`A quotation mark in line ${line ?? ''} is never closed.`)
    case 'text-after-quote':
      return i18n._(msg`Line ${line ?? ''} has text after a closing quotation mark.`)
    default:
      return i18n._(msg`The file cannot be read. Save it as CSV again, then try once more.`)
  }
}
