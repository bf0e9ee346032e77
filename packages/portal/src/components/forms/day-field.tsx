import { useLingui } from '@lingui/react/macro'
import { CloseButton, Group, Input, type MantineStyleProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDay } from '../values/format-time.ts'
import { DayButton } from './day-button.tsx'

interface DayFieldProps extends Pick<MantineStyleProps, 'w'> {
  label: string
  /** `2026-11-23`, empty while no day is chosen */
  value: string
  onChange(day: string): void
  min?: string | undefined
  max?: string | undefined
  error?: ReactNode
  /** For a day that has to be chosen: it cannot be removed again */
  isRequired?: boolean
}

/** A day in a form. */
export function DayField({ label, value, onChange, min, max, error, isRequired = false, w }: DayFieldProps) {
  const { t } = useLingui()
  const day = value && formatDay(`${value}T12:00:00Z`, 'UTC')
  return (
    <Input.Wrapper label={label} labelElement="div" error={error} w={w}>
      <Group gap={4} wrap="nowrap">
        <DayButton
          value={value}
          onChange={onChange}
          min={min}
          max={max}
          label={day ? t`${label}: ${day}, choose another day` : t`${label}: choose a day`}
          placeholder={t`Choose a day`}
          justify="flex-start"
          flex={1}
        />
        {value && !isRequired && <CloseButton aria-label={t`${label}: no day`} onClick={() => onChange('')} />}
      </Group>
    </Input.Wrapper>
  )
}
