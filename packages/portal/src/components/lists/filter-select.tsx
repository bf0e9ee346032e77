import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'

interface FilterSelectProps {
  /** What is filtered by: "Status" */
  label: string
  /** Shown when nothing is chosen: "Any status" */
  any: string
  options: { value: string; label: string }[]
  value: string | undefined
  onChange(value: string | null): void
}

/** One filter of a list, beside its search. */
export function FilterSelect({ label, any, options, value, onChange }: FilterSelectProps) {
  const { t } = useLingui()
  const isUnknown = value !== undefined && options.length > 0 && !options.some((option) => option.value === value)
  return (
    <Select
      aria-label={label}
      placeholder={any}
      // Of an old link, or one by hand: it is shown, so that it can be removed.
      data={isUnknown ? [...options, { value, label: t`Unknown: ${value}` }] : options}
      value={value ?? null}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t`Remove the filter: ${label}` }}
      allowDeselect={false}
      searchable={options.length > 10}
      // On a narrow window there are two filters in a row. On others the placeholder is not cut off in any language.
      w={{ base: 'calc(50% - 6px)', xs: any.length > 20 ? 220 : 190 }}
    />
  )
}
