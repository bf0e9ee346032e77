import { useLingui } from '@lingui/react/macro'
import { Group, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { formatDay } from '../values/format-time.ts'
import { DayButton } from './day-button.tsx'

interface TimeFieldProps {
  label: string
  /** RFC 3339; undefined while no day is chosen */
  value: string | undefined
  onChange(time: string | undefined): void
  /** The time of day that belongs to a day that is chosen first: `00:00` */
  timeOfDay?: string
}

/** A time in the browser's time zone: a day of the calendar, and an hour and minute. */
export function TimeField({ label, value, onChange, timeOfDay = '00:00' }: TimeFieldProps) {
  const { t } = useLingui()
  const id = useId()
  const [day, time] = localParts(value)
  const set = (newDay: string, newTime: string): void => {
    const chosen = new Date(`${newDay}T${newTime}`)
    if (!Number.isNaN(chosen.getTime())) onChange(chosen.toISOString())
  }
  const shown = day && formatDay(`${day}T12:00:00Z`, 'UTC')
  return (
    <Group gap={6} wrap="nowrap" role="group" aria-labelledby={id}>
      <Text size="sm" id={id}>
        {label}
      </Text>
      <DayButton
        value={day}
        onChange={(chosen) => set(chosen, time ?? timeOfDay)}
        label={shown ? t`${label}: ${shown}, choose another day` : t`${label}: choose a day`}
        placeholder={t`Choose a day`}
      />
      {day && (
        <TextInput
          type="time"
          aria-label={t`${label}: time`}
          value={time ?? ''}
          onChange={(event) => set(day, event.currentTarget.value)}
          w={116}
        />
      )}
    </Group>
  )
}

/** Day and time of day in the browser's time zone */
function localParts(time: string | undefined): [day?: string, time?: string] {
  const date = new Date(time ?? '')
  if (Number.isNaN(date.getTime())) return []
  const two = (number: number): string => String(number).padStart(2, '0')
  const year = String(date.getFullYear()).padStart(4, '0')
  return [
    `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    `${two(date.getHours())}:${two(date.getMinutes())}`,
  ]
}
