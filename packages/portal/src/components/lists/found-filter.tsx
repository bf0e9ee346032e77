import { useLingui } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChoicesQuery } from '../forms/search-picker.tsx'
import { SearchedSelect } from '../forms/searched-select.tsx'

interface FoundFilterProps {
  label: string
  /** Shown where nothing is chosen, and what removing the choice leads to: "Any role" */
  any: string
  /** Where nothing has the text */
  nothingFound: string
  value: string | undefined
  /** The name of what is chosen, once it is known */
  name: string | null | undefined
  search(text: string): ChoicesQuery & Pick<UseQueryOptions, 'retry'>
  onChange(value: string | null): void
}

/** A filter for one of many, which the server finds by what is typed. */
export function FoundFilter(props: FoundFilterProps) {
  const { label, any, nothingFound, value, name, search, onChange } = props
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const isTyped = debounced !== '' && debounced !== name
  const { data: found = [], isFetching, isError } = useQuery({ ...search(debounced), enabled: isTyped })
  const known = value ? [{ value, label: name ?? value }] : []
  return (
    <SearchedSelect
      aria-label={label}
      placeholder={any}
      data={[...known, ...found.filter((choice) => choice.value !== value)]}
      value={value ?? null}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      clearable
      clearButtonProps={{ 'aria-label': any }}
      nothingFoundMessage={
        debounced === ''
          ? t`Type a name`
          : isFetching
            ? t`Searching…`
            : isError
              ? t`Type more of the name`
              : nothingFound
      }
      w={{ base: 'calc(50% - 6px)', xs: 220 }}
    />
  )
}
