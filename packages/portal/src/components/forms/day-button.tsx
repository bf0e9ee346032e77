import { Button, type ButtonProps, Popover } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { formatDay } from '../values/format-time.ts'
import { Calendar } from './calendar.tsx'

interface DayButtonProps extends ButtonProps {
  id?: string
  /** `2026-11-23` */
  value: string | undefined
  onChange(day: string): void
  min?: string | undefined
  max?: string | undefined
  /** For screen readers, with the day in it */
  label: string
  /** Shown while no day is chosen */
  placeholder?: string
}

/** Shows a day, and opens the calendar to choose another one. */
export function DayButton({ value, onChange, min, max, label, placeholder, ...button }: DayButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden />}
          aria-label={label}
          onClick={() => setOpen(!isOpen)}
          fw={500}
          {...button}
        >
          {value ? formatDay(`${value}T12:00:00Z`, 'UTC') : placeholder}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Calendar
          value={value}
          onChange={(day) => {
            onChange(day)
            setOpen(false)
          }}
          min={min}
          max={max}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
