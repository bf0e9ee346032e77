import { useLingui } from '@lingui/react/macro'
import { Checkbox, Select, Text } from '@mantine/core'
import type { UserField } from '@portico/sdk/users-csv'
import { useQuery } from '@tanstack/react-query'
import { identityProvidersQuery } from '../../../api/queries.ts'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { Section } from '../../../components/page/section.tsx'
import { providerName } from '../../../components/values/provider-name.ts'
import classes from '../users.module.css'
import { type ColumnMapping, userFieldOptions, withField } from './column-mapping.ts'
import type { SignInWay } from './import-lines.ts'
import { samplesOf, type Table } from './table.ts'

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

/** Which column is what, and how the users are to sign in. */
export function ColumnsStep({ table, onHeader, mapping, onMapping, way, onWay }: ColumnsStepProps) {
  const { t, i18n } = useLingui()
  const fields = userFieldOptions.map(({ value, label }) => ({ value, label: i18n._(label) }))
  const items = table.headers.map((header, index): FileColumn => ({ index, header }))
  const columns: Column<FileColumn>[] = [
    { header: t`Column in the file`, render: ({ header }) => <bdi>{header}</bdi> },
    {
      header: t`Example`,
      from: 'sm',
      render: ({ index }) => (
        <Text inherit c="dimmed" className={`${classes.clipped} ${classes.samples}`}>
          <bdi>{samplesOf(table, index)}</bdi>
        </Text>
      ),
    },
    {
      header: t`Field`,
      width: 230,
      render: ({ index, header }) => (
        <Select
          aria-label={t`Field for ${header}`}
          placeholder={t`Not imported`}
          data={fields}
          value={mapping[index] ?? null}
          onChange={(field) => onMapping(withField(mapping, index, field as UserField | null))}
          clearable
          clearButtonProps={{ 'aria-label': t`Do not import ${header}` }}
        />
      ),
    },
  ]
  return (
    <Section title={t`Columns`} description={t`Suggested by their names. Columns without a field are not sent.`}>
      <Checkbox
        mb="sm"
        label={t`The first line contains the column names`}
        checked={table.hasHeader}
        onChange={(event) => onHeader(event.currentTarget.checked)}
      />
      <DataTable
        caption={t`Columns of the file`}
        columns={columns}
        items={items}
        keyOf={({ index }) => String(index)}
      />
      <WayField way={way} onWay={onWay} />
    </Section>
  )
}

function WayField({ way, onWay }: Pick<ColumnsStepProps, 'way' | 'onWay'>) {
  const { t } = useLingui()
  const descriptions: Record<SignInWay['kind'], string> = {
    'built-in': t`Users choose a password with “Forgotten your password?” on the sign-in page. The import itself sends no e-mails.`,
    provider: t`Users are recognized there by subject or username, or by e-mail if the file has neither.`,
    none: t`Users can get roles, but cannot sign in. Invite them later, or import them again with an identity provider.`,
  }
  const providers = useQuery(identityProvidersQuery)
  const external = (providers.data ?? []).filter(({ type }) => type !== 'Cognito')
  return (
    <Select
      mt="md"
      maw={520}
      label={t`Sign in with`}
      description={descriptions[way.kind]}
      data={[
        { value: 'built-in', label: t`Built-in` },
        ...external.map((one) => ({ value: one.key, label: providerName(one) })),
        { value: 'none', label: t`Nothing yet` },
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
