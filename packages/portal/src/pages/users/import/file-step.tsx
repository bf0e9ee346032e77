import { Button, FileButton, Stack, Text } from '@mantine/core'
import { decodeCsv, parseCsv, UnreadableCsvError } from '@portico/sdk/users-csv'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '../../../components/page/section.tsx'
import classes from '../users.module.css'
import { download } from './download.ts'
import { type Table, tableOf } from './table.ts'

const largest = 64 * 1024 * 1024
const example = [
  ['E-mail', 'Name', 'Active'],
  ['ada@example.com', 'Ada Almeida', 'yes'],
  ['bjorn@example.com', 'Björn Bauer', 'no'],
]

/** Where a file comes in: dropped, or picked. It stays in the browser until the import begins. */
export function FileStep({ onTable }: { onTable: (table: Table) => void }) {
  const [isOver, setOver] = useState(false)
  const [fault, setFault] = useState<string>()
  const read = async (file: File | null | undefined): Promise<void> => {
    if (!file) return
    try {
      onTable(await tableIn(file))
    } catch (error) {
      setFault(error instanceof UnreadableCsvError ? error.message : 'The file cannot be read.')
    }
  }
  return (
    <Section
      title="Choose a file"
      description="A CSV file with one user in each line, as spreadsheets save it. Which column is what, you say next."
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
          <Text>Drop a file here, or</Text>
          <FileButton onChange={read} accept=".csv,.tsv,.txt,text/csv" inputProps={{ 'aria-label': 'CSV file' }}>
            {(props) => <Button {...props}>Choose a file</Button>}
          </FileButton>
          {fault && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {fault}
            </Text>
          )}
          <Button variant="subtle" size="compact-sm" onClick={() => download('users-example.csv', example)}>
            Download an example
          </Button>
        </Stack>
      </div>
    </Section>
  )
}

async function tableIn(file: File): Promise<Table> {
  if (file.size > largest) throw new UnreadableCsvError('The file is larger than 64 MB. Split it into several.')
  const rows = parseCsv(decodeCsv(new Uint8Array(await file.arrayBuffer())))
  const table = tableOf(file.name, rows)
  if (table.rows.length === 0) throw new UnreadableCsvError('The file has no line with a user.')
  return table
}
