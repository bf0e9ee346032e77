import { useLingui } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { assetNamesQuery } from '../../components/choices/places-of.ts'
import { SearchedSelect } from '../../components/forms/searched-select.tsx'
import { DormantFilter } from '../../components/lists/dormant-filter.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { statuses } from '../../components/values/statuses.ts'
import { type AccessState, assetChoicesQuery } from './queries.ts'
import { SubjectFilters } from './subject-filters.tsx'
import { subjectOf } from './subject-of.ts'

const userStatuses = [
  { status: 'Active' },
  { status: 'Invited' },
  { status: 'PendingRegistration' },
  { status: 'Inactive' },
] as const

/** Of which asset and stage, or which role or group, and of which people. */
export function AccessFilters({ state }: { state: AccessState }) {
  const { filters, setFilter } = state
  const { t, i18n } = useLingui()
  const session = useSession()
  const isOfAny = !subjectOf(state) && session.may(permission.viewEndUsers)
  const { data: stages = [] } = useQuery({ ...environmentsQuery, enabled: isOfAny })
  return (
    <>
      {isOfAny && (
        <>
          <AssetFilter value={filters.asset} onChange={(value) => setFilter('asset', value)} />
          <FilterSelect
            label={t`Stage`}
            any={t`Any stage`}
            options={stages.map(({ key, name }) => ({ value: key, label: name }))}
            value={filters.stage}
            onChange={(value) => setFilter('stage', value)}
          />
        </>
      )}
      <FilterSelect
        label={t`Status`}
        any={t`Any status`}
        options={userStatuses.map(({ status }) => ({ value: status, label: i18n._(statuses[status].label) }))}
        value={filters.status}
        onChange={(value) => setFilter('status', value)}
      />
      <DormantFilter value={filters.dormant} onChange={(value) => setFilter('dormant', value)} />
      <SubjectFilters state={state} />
    </>
  )
}

interface AssetFilterProps {
  value: string | undefined
  onChange(value: string | null): void
}

/** One asset, found by the server: there may be thousands. */
function AssetFilter({ value, onChange }: AssetFilterProps) {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const [debounced] = useDebouncedValue(search.trim(), 200)
  const names = useQuery({ ...assetNamesQuery(value ? [value] : []), enabled: value !== undefined })
  // The field's search text is the name of the chosen asset. That is not a search.
  const chosen = value && names.data?.get(value)
  const { data = [] } = useQuery(assetChoicesQuery(debounced === chosen ? '' : debounced))
  const isListed = data.some((choice) => choice.value === value)
  return (
    <SearchedSelect
      aria-label={t`Asset`}
      placeholder={t`Any asset`}
      data={value && chosen && !isListed ? [{ value, label: chosen }, ...data] : data}
      value={value ?? null}
      onChange={onChange}
      searchValue={search}
      onSearchChange={setSearch}
      clearable
      clearButtonProps={{ 'aria-label': t`Any asset` }}
      nothingFoundMessage={t`No asset has this name`}
      w={{ base: '100%', xs: 210 }}
    />
  )
}
