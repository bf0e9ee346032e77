import { useLingui } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { SearchedSelect } from '../../components/forms/searched-select.tsx'
import { assetChoices } from './queries.ts'
import { useAssetNames } from './use-asset-names.ts'

interface AssetFilterProps {
  value: string | undefined
  onChange(value: string | null): void
}

/** One asset, found by the server: there may be thousands. */
export function AssetFilter({ value, onChange }: AssetFilterProps) {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const [debounced] = useDebouncedValue(search.trim(), 200)
  const nameOf = useAssetNames(value ? [value] : [])
  // The field's search text is the name of the chosen asset. That is not a search.
  const chosen = value ? nameOf(value) : undefined
  const { data = [] } = useQuery(assetChoices(useSession(), debounced === chosen ? '' : debounced))
  return (
    <SearchedSelect
      aria-label={t`Asset of the end-user role`}
      placeholder={t`Any asset`}
      data={withChosen(data, value && chosen ? [{ value, label: chosen }] : [])}
      value={value ?? null}
      onChange={onChange}
      searchValue={search}
      onSearchChange={setSearch}
      clearable
      clearButtonProps={{ 'aria-label': t`Any asset` }}
      nothingFoundMessage={t`No asset has this name`}
      w={190}
    />
  )
}

interface AssetsFieldProps {
  value: Choice[]
  onChange(value: Choice[]): void
  error: string | undefined
}

/** A field for several assets. */
export function AssetsField(props: AssetsFieldProps) {
  const { t } = useLingui()
  const session = useSession()
  return (
    <SearchPicker
      {...props}
      label={t`Assets`}
      placeholder={t`Find an asset`}
      choices={(text) => assetChoices(session, text)}
      nothing={t`No asset has this name`}
    />
  )
}

/** The choices that were found, with the chosen ones, which may be missing there. */
export const withChosen = (found: readonly Choice[], chosen: readonly Choice[]): Choice[] => [
  ...chosen.filter(({ value }) => !found.some((option) => option.value === value)),
  ...found,
]
