import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { formatCount, formatNumber } from '../../components/values/format-count.ts'
import { formatDay } from '../../components/values/format-time.ts'
import { DayPlot } from './day-plot.tsx'
import classes from './home.module.css'
import { signInDaysQuery } from './queries.ts'

const days = 30

/** The number of sign-ins by day, of all users: it answers numbers alone. */
export function SignIns() {
  const { data, error, refetch } = useQuery(signInDaysQuery(days))
  const total = data?.reduce((sum, { signIns }) => sum + signIns, 0) ?? 0
  return (
    <Section
      title="Sign-ins"
      description={
        data
          ? `${formatCount(total, 'sign-in')} in the last ${days} days, of all users. Each sign-in counts.`
          : `In the last ${days} days`
      }
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={186} role="status" aria-label="Loading" />
      ) : (
        <>
          <DayPlot
            title={`Sign-ins in the last ${days} days`}
            description={summary(data)}
            days={data.map(({ day, signIns }) => ({ day, value: signIns }))}
          />
          <NumbersAsTable rows={data} />
        </>
      )}
    </Section>
  )
}

type Day = { day: string; signIns: number }

function summary(rows: Day[]): string {
  const most = rows.reduce((best, row) => (row.signIns > best.signIns ? row : best), { day: '', signIns: 0 })
  if (most.signIns === 0) return 'Nobody signed in.'
  return `The most were ${formatNumber(most.signIns)} on ${formatDay(most.day, 'UTC')}. The table beneath has every day.`
}

/** The numbers of the plot. */
function NumbersAsTable({ rows }: { rows: Day[] }) {
  return (
    <details className={classes.details}>
      <Text component="summary" size="sm" c="dimmed">
        The numbers as a table
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus, for those without a mouse */}
      <section className={classes.numbers} aria-label="Sign-ins by day" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col" className={classes.number}>
                Sign-ins
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map((row) => (
              <tr key={row.day}>
                <th scope="row">{formatDay(row.day, 'UTC')}</th>
                <td className={classes.number}>{formatNumber(row.signIns)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
