import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Group, MultiSelect, Text, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

export interface Choice {
  value: string
  label: string
  /** Distinguishes choices with the same label */
  description?: string | null
  /** Shown, but cannot be chosen. The description says why. */
  disabled?: boolean
}

/** What a text finds. A page is enough, since more letters find fewer. */
export interface ChoicesQuery {
  queryKey: readonly unknown[]
  queryFn(context: { signal: AbortSignal }): Promise<Choice[]>
}

interface SearchPickerProps {
  label: string
  description?: ReactNode
  placeholder: string
  choices(text: string): ChoicesQuery
  value: Choice[]
  onChange(value: Choice[]): void
  error?: string | undefined
  disabled?: boolean
  /** Shown when the text finds nothing */
  nothing?: string
  'data-autofocus'?: boolean
}

const most = 100

/** A field for several choices out of many. The server searches while the user types. */
export function SearchPicker(props: SearchPickerProps) {
  const { choices, value, onChange, placeholder, nothing, disabled, ...field } = props
  const { label } = field
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const [isOpen, setOpen] = useState(false)
  const [side, setSide] = useState<'top' | 'bottom'>('bottom')
  const frame = useRef<HTMLDivElement>(null)
  const { data, isFetching, error } = useQuery({
    ...choices(debounced),
    enabled: isOpen && !disabled,
    // With the results of the previous text, Enter would choose a wrong one.
    placeholderData: undefined,
  })
  const isSearching = isFetching || debounced !== text.trim()
  const found = isSearching ? [] : (data ?? [])
  const chosen = new Set(value.map((choice) => choice.value))
  const known = new Map([...found, ...value].map((choice) => [choice.value, choice]))
  const emptyMessage = isSearching
    ? t`Searching…`
    : error
      ? t`The search failed. Type again to retry.`
      : (nothing ?? t`Nothing found.`)
  const free = found.filter((choice) => !chosen.has(choice.value))
  const left = free.length
  /** Takes the first of what the text has found, unless an arrow has marked another one. */
  const takeFirst = ({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>): void => {
    if (key !== 'Enter' || nativeEvent.isComposing || !isOpen || text.trim() === '') return
    const isMarked = currentTarget.hasAttribute('aria-activedescendant')
    const first = free.find((choice) => !choice.disabled)
    if (!isMarked && first && value.length < most) onChange([...value, first])
  }
  return (
    <div ref={frame}>
      <MultiSelect
        {...field}
        placeholder={value.length === 0 ? placeholder : ''}
        data={[...known.values()].map(({ value, label, disabled = false }) => ({ value, label, disabled }))}
        value={value.map((choice) => choice.value)}
        onChange={(keys) => onChange(keys.flatMap((key) => known.get(key) ?? []))}
        searchable
        selectFirstOptionOnChange={false}
        searchValue={text}
        onSearchChange={setText}
        onKeyDown={takeFirst}
        // Who looks for several of a kind picks one after the other.
        clearSearchOnChange={false}
        onDropdownOpen={() => {
          setOpen(true)
          setSide(sideFor(frame.current))
        }}
        onDropdownClose={() => setOpen(false)}
        // The server has searched already, with its own rules for letters and accents.
        filter={({ options }) =>
          options.filter((option) => 'value' in option && !chosen.has(option.value) && isFound(found, option.value))
        }
        hidePickedOptions
        maxValues={most}
        comboboxProps={{ position: side }}
        // The error is below the field. A list that opens with the focus would cover it.
        nothingFoundMessage={emptyMessage}
        disabled={disabled ?? false}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear ${label}` }}
        renderOption={({ option }) => <Option choice={known.get(option.value)} />}
      />
      <VisuallyHidden role="status">
        {isOpen && !isSearching ? t`${plural(left, { one: '# choice', other: '# choices' })}` : ''}
      </VisuallyHidden>
    </div>
  )
}

/** The side with enough room for the choices. They stay there while they change. */
function sideFor(field: HTMLElement | null): 'top' | 'bottom' {
  const { top = 0, bottom = 0 } = field?.getBoundingClientRect() ?? {}
  const below = innerHeight - bottom
  return below < 300 && top > below ? 'top' : 'bottom'
}

const isFound = (found: readonly Choice[], value: string): boolean => found.some((choice) => choice.value === value)

const Option = ({ choice }: { choice: Choice | undefined }) => (
  <Group gap={0} miw={0} w="100%">
    <Text span size="sm" w="100%" truncate>
      <bdi>{choice?.label}</bdi>
    </Text>
    {choice?.description && (
      <Text span size="xs" w="100%" truncate c={choice.disabled ? undefined : 'dimmed'}>
        <bdi>{choice.description}</bdi>
      </Text>
    )}
  </Group>
)
