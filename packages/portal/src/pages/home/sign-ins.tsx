import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { formatNumber } from '../../components/values/format-number.ts'
import { formatDay } from '../../components/values/format-time.ts'
import { DayPlot } from './day-plot.tsx'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'

type Days = Overview['signInDays']

/** The number of sign-ins by day, of all users: it has numbers alone. */
export function SignIns({ days }: { days: Days | undefined }) {
  const { t } = useLingui()
  const total = days?.reduce((sum, { signIns }) => sum + signIns, 0) ?? 0
  return (
    <HomePart
      title={t`Sign-ins`}
      description={
        days &&
        t`${plural(total, { one: '# sign-in', other: '# sign-ins' })} of all users in the last 30 days. Each sign-in counts.`
      }
      value={days}
      height={186}
    >
      {(days) => (
        <>
          <DayPlot
            title={t`Sign-ins in the last 30 days`}
            description={<Summary days={days} />}
            days={days.map(({ day, signIns }) => ({ day, value: signIns }))}
          />
          <NumbersAsTable rows={days} />
        </>
      )}
    </HomePart>
  )
}

function Summary({ days }: { days: Days }) {
  const most = days.reduce((best, row) => (row.signIns > best.signIns ? row : best), { day: '', signIns: 0 })
  if (most.signIns === 0) return <Trans>Nobody signed in.</Trans>
  const number = formatNumber(most.signIns)
  const day = formatDay(most.day, 'UTC')
  return (
    <Trans>
      The most were {number} on {day}. The table below has every day.
    </Trans>
  )
}

/** The numbers of the plot. */
function NumbersAsTable({ rows }: { rows: Days }) {
  const { t } = useLingui()
  return (
    <details className={classes.details}>
      <Text component="summary" size="sm" c="dimmed">
        <Trans>Show the numbers</Trans>
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus, for those without a mouse */}
      <section className={classes.numbers} aria-label={t`Sign-ins by day`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Day (UTC)</Trans>
              </th>
              <th scope="col" className={classes.number}>
                <Trans>Sign-ins</Trans>
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
