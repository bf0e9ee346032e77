import '@mantine/dates/styles.css'
import { useLingui } from '@lingui/react/macro'
import { DatePicker } from '@mantine/dates'
import { pageLocale } from '../language/page-language.ts'
import { formatDay } from '../values/format-time.ts'

interface CalendarProps {
  /** `2026-11-23` */
  value: string | undefined
  onChange(day: string): void
  min?: string | undefined
  max?: string | undefined
}

/** The calendar of the portal, in the page's language. Days are calendar days, without a time zone. */
export function Calendar({ value, onChange, min, max }: CalendarProps) {
  const { t } = useLingui()
  const inWords = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(pageLocale(), { ...options, timeZone: 'UTC' })
    return (day: string): string => format.format(new Date(`${day.slice(0, 10)}T12:00:00Z`))
  }
  const year = inWords({ year: 'numeric' })
  return (
    <DatePicker
      value={value || null}
      {...(value ? { defaultDate: value } : {})}
      onChange={(day) => day && onChange(day)}
      {...(min ? { minDate: min } : {})}
      {...(max ? { maxDate: max } : {})}
      firstDayOfWeek={1}
      weekendDays={[]}
      hideOutsideDates
      weekdayFormat={inWords({ weekday: 'short' })}
      monthLabelFormat={inWords({ month: 'long', year: 'numeric' })}
      monthsListFormat={inWords({ month: 'short' })}
      yearLabelFormat={year}
      yearsListFormat={year}
      decadeLabelFormat={(from, to) => `${year(from)} – ${year(to)}`}
      getDayAriaLabel={(day) => formatDay(`${day}T12:00:00Z`, 'UTC')}
      // The month and the year above the days have no other name than the text they show (WCAG 2.5.3).
      ariaLabels={{
        nextMonth: t`Next month`,
        previousMonth: t`Previous month`,
        nextYear: t`Next year`,
        previousYear: t`Previous year`,
        nextDecade: t`Next decade`,
        previousDecade: t`Previous decade`,
      }}
    />
  )
}
