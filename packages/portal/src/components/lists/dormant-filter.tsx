import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useState } from 'react'
import { dormantDays, isNumberOfDays } from '../../api/dormant-since.ts'

interface DormantFilterProps {
  /** Whole days, as the URL has them */
  value: string | undefined
  onChange(value: string | null): void
}

const isUsual = (days: number): boolean => dormantDays.some((usual) => usual === days)

/** For how long people have not signed in: so many days that are often asked for, or a number that is typed. */
export function DormantFilter({ value, onChange }: DormantFilterProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const label = t`Last sign-in`
  const typed = text.trim()
  const others = [value, typed].flatMap((text = '') => (isNumberOfDays(text) ? [Number(text)] : []))
  const options = [...new Set([...others.filter((days) => !isUsual(days)), ...dormantDays])].map((days) => {
    const label = t`${plural(days, { one: 'Not for # day', other: 'Not for # days' })}`
    return { value: String(days), label }
  })
  const isUnknown = value !== undefined && !isNumberOfDays(value)
  return (
    <Select
      aria-label={label}
      placeholder={isOpen ? t`Number of days` : t`Any last sign-in`}
      // Of an old link, or one by hand: it is shown, so that it can be removed.
      data={isUnknown ? [...options, { value, label: t`Unknown: ${value}` }] : options}
      value={value ?? null}
      onChange={onChange}
      searchable
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={t`Type a number of days`}
      clearable
      clearButtonProps={{ 'aria-label': t`Remove the filter: ${label}` }}
      allowDeselect={false}
      w={{ base: 'calc(50% - 6px)', xs: 190 }}
    />
  )
}
