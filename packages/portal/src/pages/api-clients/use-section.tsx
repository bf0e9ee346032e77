import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Code, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Choice } from '../../components/forms/choice.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { formatNumber } from '../../components/values/format-number.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type ApiClientDetails, type ApiClientUse, apiClientUseQuery, periodsOfUse, type UsePeriod } from './queries.ts'
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
        <Trans>It got no token and called no API.</Trans>
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

/** Why a token was refused, by the words of the server's log */
const tokenReasons: Readonly<Record<string, MessageDescriptor>> = {
  'wrong secret': msg`The secret is wrong`,
  'secret expired': msg`The secret has expired`,
  suspended: msg`The API client is suspended`,
  'assertion not accepted': msg`The assertion is not accepted: wrong key, signature, audience or time`,
  'keys not readable': msg`The keys at its address cannot be read`,
  'assertion used before': msg`The assertion was used before`,
  invalid_scope: msg`It asks for a scope that it does not have`,
  invalid_target: msg`It asks for a token for an API that it may not call`,
  unsupported_grant_type: msg`It uses a grant type other than client_credentials`,
  unauthorized_client: msg`It uses a grant type other than client_credentials`,
}

function Refusals({ use: { refusals } }: { use: ApiClientUse }) {
  const { t } = useLingui()
  if (refusals.length === 0) return <Text size="sm">{t`Nothing was refused in this time.`}</Text>
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t`Reason`}</Table.Th>
            <Table.Th scope="col">{t`Where`}</Table.Th>
            <Table.Th scope="col" ta="end">{t`Count`}</Table.Th>
            <Table.Th scope="col">{t`Last`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {refusals.map((refusal) => (
            <Table.Tr key={`${refusal.place} ${refusal.reason}`}>
              <Table.Td>
                <Reason refusal={refusal} />
              </Table.Td>
              <Table.Td>{refusal.place === 'Api' ? t`APIs` : t`Token endpoint`}</Table.Td>
              <Table.Td ta="end">{formatNumber(refusal.count)}</Table.Td>
              <Table.Td>
                <TimeAgo time={refusal.lastHour} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Reason({ refusal: { place, reason, title } }: { refusal: ApiClientUse['refusals'][number] }) {
  const { i18n } = useLingui()
  if (place === 'TokenEndpoint') return tokenReasons[reason] ? i18n._(tokenReasons[reason]) : <Code>{reason}</Code>
  return (
    <>
      <span lang="en">{title}</span>{' '}
      <Anchor href={addressOf(`/docs/problems/${reason}`)}>
        <Code>{reason}</Code>
      </Anchor>
    </>
  )
}
