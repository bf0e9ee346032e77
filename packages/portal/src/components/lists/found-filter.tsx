import { useLingui } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Choice } from '../forms/search-picker.tsx'
import { SearchedSelect } from '../forms/searched-select.tsx'

interface FoundFilterProps {
  label: string
  placeholder: string
  clearLabel: string
  /** Where nothing has the text */
  nothingFound: string
  value: string | undefined
  /** The name of what is chosen, once it is known */
  name: string | null | undefined
  search(text: string): UseQueryOptions<Choice[], Error, Choice[], string[]>
  onChange(value: string | null): void
}

/** A filter for one of many, which the server finds by what is typed. */
export function FoundFilter(props: FoundFilterProps) {
  const { label, placeholder, clearLabel, nothingFound, value, name, search, onChange } = props
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const isTyped = debounced !== '' && debounced !== name
  const { data: found = [], isFetching, isError } = useQuery({ ...search(debounced), enabled: isTyped })
  const known = value ? [{ value, label: name ?? value }] : []
  return (
    <SearchedSelect
      aria-label={label}
      placeholder={placeholder}
      data={[...known, ...found.filter((choice) => choice.value !== value)]}
      value={value ?? null}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
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
