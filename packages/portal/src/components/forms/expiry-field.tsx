import '@mantine/dates/styles.css'
import { Button, Group, Input, Popover, Stack, Text } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { formatDay } from '../values/format-time.ts'
import { Choice } from './choice.tsx'
import { expiryPresets, latestExpiryDay, today } from './expiry-days.ts'

interface ExpiryFieldProps {
  /** `2026-11-23` */
  value: string
  onChange(value: string): void
  error?: string | undefined
}

/** The day on which a secret expires: a preset, or any day up to 24 months ahead. */
export function ExpiryField({ value, onChange, error }: ExpiryFieldProps) {
  // The same time for all of them, so that the choices do not change at midnight.
  const [now] = useState(Date.now)
  const options = expiryPresets.map(({ label, dayFrom }) => ({ label, value: dayFrom(now) }))
  return (
    <Stack gap="xs">
      <Choice label="The secret expires after" options={options} value={value} onChange={onChange} />
      <Group gap="xs">
        <Text size="sm">on</Text>
        <DayButton value={value} onChange={onChange} now={now} />
        <Text size="sm">at 23:59 UTC</Text>
      </Group>
      {error && <Input.Error>{error}</Input.Error>}
    </Stack>
  )
}

/** Shows the day, and opens a calendar to choose another one. */
function DayButton({ value, onChange, now }: ExpiryFieldProps & { now: number }) {
  const [isOpen, setOpen] = useState(false)
  const shown = formatDay(`${value}T12:00:00Z`, 'UTC')
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden />}
          aria-label={`Expires on ${shown}, choose another day`}
          onClick={() => setOpen(!isOpen)}
          fw={500}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={value}
          defaultDate={value}
          onChange={(chosen) => {
            if (chosen) onChange(chosen)
            setOpen(false)
          }}
          minDate={today(now)}
          maxDate={latestExpiryDay(now)}
          firstDayOfWeek={1}
          weekendDays={[]}
          ariaLabels={{
            nextMonth: 'Next month',
            previousMonth: 'Previous month',
            nextYear: 'Next year',
            previousYear: 'Previous year',
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
