import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Code, Skeleton, Stack, Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Choice } from '../../components/forms/choice.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { formatNumber } from '../../components/values/format-number.ts'
import { HourAgo } from '../../components/values/hour-ago.tsx'
import { tokenReason } from '../../components/values/token-reason.ts'
import { type ApiClientDetails, type ApiClientUse, apiClientUseQuery, periodsOfUse, type UsePeriod } from './queries.ts'
import { refusalTitle } from './refusal-title.ts'
import { UsePlot } from './use-plot.tsx'

/** What the client did: tokens, requests and refusals over time, and why it was refused. */
export function UseSection({ client: { key } }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const [period, setPeriod] = useState<UsePeriod>(periodsOfUse.week)
  const { data, error, refetch } = useQuery(apiClientUseQuery(key, period))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  return (
    <Stack gap="md">
      <Panel
        title={t`Use over time`}
        description={t`Counted for 31 days, by days in UTC.`}
        actions={
          <Choice<UsePeriod>
            label={t`Period`}
            isLabelHidden
            options={[
              { value: periodsOfUse.day, label: t`24 hours` },
              { value: periodsOfUse.week, label: t`7 days` },
              { value: periodsOfUse.month, label: t`30 days` },
            ]}
            value={period}
            onChange={setPeriod}
          />
        }
      >
        {data ? <Counted use={data} /> : <Skeleton h={260} aria-label={t`Loading`} role="status" />}
      </Panel>
      <Panel title={t`Refusals by reason`}>{data && <Refusals use={data} />}</Panel>
    </Stack>
  )
}

function Counted({ use }: { use: ApiClientUse }) {
  const { t } = useLingui()
  const sum = (name: 'tokens' | 'requests' | 'refusals'): number =>
    use.points.reduce((total, point) => total + point[name], 0)
  const [tokens, requests, refusals] = [sum('tokens'), sum('requests'), sum('refusals')]
  if (tokens + requests + refusals === 0) {
    return (
      <EmptyState icon={IconChartBar} title={t`Not used in this time`}>
        <Trans>It got no token and called no API. Counts are up to 10 seconds old.</Trans>
      </EmptyState>
    )
  }
  return (
    <>
      <Text size="sm">
        <Plural value={tokens} one="# token" other="# tokens" />
        {', '}
        <Plural value={requests} one="# request answered" other="# requests answered" />
        {', '}
        <Plural value={refusals} one="# refusal" other="# refusals" />
      </Text>
      <UsePlot use={use} />
    </>
  )
}

type Refusal = ApiClientUse['refusals'][number]

function Refusals({ use: { refusals } }: { use: ApiClientUse }) {
  const { t } = useLingui()
  if (refusals.length === 0)
    return <Text size="sm">{t`Nothing was refused in this time. Counts are up to 10 seconds old.`}</Text>
  const columns: Column<Refusal>[] = [
    { header: t`Reason`, render: (refusal) => <Reason refusal={refusal} /> },
    {
      header: t`Where`,
      from: 'sm',
      render: ({ place }) => (place === 'Api' ? t`APIs` : t`Token endpoint`),
    },
    { header: t`Count`, align: 'end', render: ({ count }) => formatNumber(count) },
    { header: t`Last`, from: 'sm', render: ({ lastHour }) => <HourAgo hour={lastHour} /> },
  ]
  return (
    <DataTable
      caption={t`Refusals by reason`}
      columns={columns}
      items={refusals}
      keyOf={({ place, reason }) => `${place} ${reason}`}
    />
  )
}

function Reason({ refusal: { place, reason, title } }: { refusal: Refusal }) {
  if (place === 'TokenEndpoint') return tokenReason(reason) ?? <Code>{reason}</Code>
  return (
    <>
      {refusalTitle(reason) ?? <span lang="en">{title}</span>}{' '}
      <Anchor href={addressOf(`/docs/problems/${reason}`)}>
        <Code>{reason}</Code>
      </Anchor>
    </>
  )
}
