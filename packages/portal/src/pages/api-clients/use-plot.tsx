import { useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { pageLocale } from '../../components/language/page-language.ts'
import { formatNumber } from '../../components/values/format-number.ts'
import type { ApiClientUse } from './queries.ts'
import classes from './use-plot.module.css'

/** Bars of what was answered and refused, by hours or days. The same numbers stand in a table below, for everybody. */
export function UsePlot({ use: { unit, points } }: { use: ApiClientUse }) {
  const { t } = useLingui()
  const most = Math.max(1, ...points.map(({ tokens, requests, refusals }) => tokens + requests + refusals))
  const series = [
    { name: 'requests', label: t`Requests answered` },
    { name: 'tokens', label: t`Tokens` },
    { name: 'refusals', label: t`Refusals` },
  ] as const
  const nameOf = (from: string): string => formatPoint(from, unit)
  return (
    <div>
      <ul className={classes.legend} aria-hidden>
        {series.map(({ name, label }) => (
          <li key={name}>
            <span data-series={name} />
            {label}
          </li>
        ))}
      </ul>
      <div className={classes.plot} aria-hidden>
        <span className={classes.most}>{formatNumber(most)}</span>
        {points.map((point) => (
          <div
            key={point.from}
            className={classes.column}
            title={`${nameOf(point.from)}\n${series.map(({ name, label }) => `${label}: ${formatNumber(point[name])}`).join('\n')}`}
          >
            {series.map(({ name }) => (
              <span key={name} data-series={name} style={{ height: `${(100 * point[name]) / most}%` }} />
            ))}
          </div>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{nameOf(points[0]?.from ?? '')}</span>
        <span>{nameOf(points.at(-1)?.from ?? '')}</span>
      </div>
      <details className={classes.table}>
        <summary>{t`Show the numbers`}</summary>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{unit === 'Hour' ? t`Hour` : t`Day`}</Table.Th>
              {series.map(({ name, label }) => (
                <Table.Th key={name} scope="col" ta="end">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.map((point) => (
              <Table.Tr key={point.from}>
                <Table.Th scope="row">{nameOf(point.from)}</Table.Th>
                {series.map(({ name }) => (
                  <Table.Td key={name} ta="end">
                    {formatNumber(point[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </div>
  )
}

/** Hours in the browser's time zone, days in UTC, as they are counted */
const formatPoint = (from: string, unit: ApiClientUse['unit']): string =>
  from === ''
    ? ''
    : new Intl.DateTimeFormat(
        pageLocale(),
        unit === 'Hour'
          ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
          : { day: 'numeric', month: 'short', timeZone: 'UTC' },
      ).format(new Date(from))
