import { Checkbox, Select, Text } from '@mantine/core'
import type { UserField } from '@portico/sdk/users-csv'
import { useQuery } from '@tanstack/react-query'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Section } from '../../../components/page/section.tsx'
import { providersQuery } from '../queries.ts'
import classes from '../users.module.css'
import { type ColumnMapping, userFieldOptions, withField } from './column-mapping.ts'
import type { SignInWay } from './import-lines.ts'
import type { Table } from './table.ts'

interface ColumnsStepProps {
  table: Table
  onHeader(hasHeader: boolean): void
  mapping: ColumnMapping
  onMapping(mapping: ColumnMapping): void
  way: SignInWay
  onWay(way: SignInWay): void
}

interface FileColumn {
  index: number
  header: string
}

const samples = 3

/** Which column is what, and how the users are to sign in. */
export function ColumnsStep({ table, onHeader, mapping, onMapping, way, onWay }: ColumnsStepProps) {
  const items = table.headers.map((header, index): FileColumn => ({ index, header }))
  const columns: Column<FileColumn>[] = [
    { header: 'Column of the file', render: ({ header }) => <bdi>{header}</bdi> },
    {
      header: 'For instance',
      from: 'sm',
      render: ({ index }) => (
        <Text inherit c="dimmed" className={`${classes.clipped} ${classes.words}`}>
          <bdi>{samplesOf(table, index)}</bdi>
        </Text>
      ),
    },
    {
      header: 'Becomes',
      width: 230,
      render: ({ index, header }) => (
        <Select
          aria-label={`What ${header} becomes`}
          placeholder="Left out"
          data={userFieldOptions}
          value={mapping[index] ?? null}
          onChange={(field) => onMapping(withField(mapping, index, field as UserField | null))}
          clearable
          clearButtonProps={{ 'aria-label': `Leave ${header} out` }}
        />
      ),
    },
  ]
  return (
    <Section title="Columns" description="Guessed by their names. Those that are left out are not sent anywhere.">
      <Checkbox
        mb="sm"
        label="The first line has the names of the columns"
        checked={table.hasHeader}
        onChange={(event) => onHeader(event.currentTarget.checked)}
      />
      <DataTable caption="Columns of the file" columns={columns} items={items} keyOf={({ index }) => String(index)} />
      <WayField way={way} onWay={onWay} />
    </Section>
  )
}

const samplesOf = ({ rows }: Table, index: number): string =>
  rows
    .slice(0, samples)
    .map(({ cells }) => cells[index] || '–')
    .join(', ')

const descriptions: Record<SignInWay['kind'], string> = {
  'built-in': 'They choose one by “Forgotten password” on the sign-in page: an import sends no mail by itself.',
  provider: 'Known there by subject or username; by the e-mail where the file has neither.',
  none: 'They can be found and granted roles. Give them a profile later, by another import or the API.',
}

function WayField({ way, onWay }: Pick<ColumnsStepProps, 'way' | 'onWay'>) {
  const providers = useQuery(providersQuery)
  const external = (providers.data ?? []).filter(({ isBuiltIn }) => !isBuiltIn)
  return (
    <Select
      mt="md"
      maw={520}
      label="They sign in with"
      description={descriptions[way.kind]}
      data={[
        { value: 'built-in', label: 'A password' },
        ...external.map(({ value, label }) => ({ value, label })),
        { value: 'none', label: 'Nothing yet' },
      ]}
      value={way.kind === 'provider' ? way.key : way.kind}
      onChange={(value) => {
        if (value === 'built-in' || value === 'none') onWay({ kind: value })
        else if (value) onWay({ kind: 'provider', key: value })
      }}
      allowDeselect={false}
    />
  )
}
