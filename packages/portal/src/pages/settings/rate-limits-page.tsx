import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Code, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../../api/base-path.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { formatNumber } from '../../components/values/format-number.ts'
import { type RateLimit, rateLimitsQuery } from './queries.ts'

/** How many requests the organization may make. Only the operator changes that. */
export default function RateLimitsPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(rateLimitsQuery)
  return (
    <SettingsPage
      title={t`Rate limits`}
      description={t`How many requests a minute the organization may send to each API, with all its API clients and members together.`}
    >
      <Stack gap="md">
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : data ? (
          <>
            <Section title={t`This minute`}>
              <Stack gap="lg" maw={640}>
                {data.limits.map((limit) => (
                  <Limit key={limit.name} limit={limit} />
                ))}
              </Stack>
            </Section>
            <HowToChange />
          </>
        ) : (
          <Skeleton h={420} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </SettingsPage>
  )
}

function Limit({ limit: { name, limit, used, source } }: { limit: RateLimit }) {
  const { t } = useLingui()
  const names: Record<string, string> = {
    identity: t`User and Access Management API`,
    portfolios: t`Portfolio API`,
    'asset-repository': t`Asset Repository API`,
    management: t`Management API`,
    'POST /users/bulk': t`Bulk creation of users`,
  }
  const label = names[name] ?? name
  const [count, most] = [formatNumber(used), formatNumber(limit ?? 0)]
  const share = limit === null ? 0 : Math.min(100, (used / limit) * 100)
  return (
    <div>
      <Text fw={550}>{label}</Text>
      <Text size="sm" c="dimmed">
        {limit === null ? (
          <Trans>Not limited</Trans>
        ) : (
          <Trans>
            {count} of {most} requests
          </Trans>
        )}
        {' · '}
        {source === 'organization' ? (
          <Trans>set by the operator for this organization</Trans>
        ) : (
          <Trans>as for every organization of this server</Trans>
        )}
      </Text>
      {limit !== null && (
        <Progress
          value={share}
          color={share >= 90 ? 'red' : share >= 70 ? 'yellow' : undefined}
          mt={6}
          aria-label={label}
        />
      )}
    </div>
  )
}

const command = 'portico organization limit <organization> --requests-per-minute 600'

const HowToChange = () => {
  const { t } = useLingui()
  return (
    <Section title={t`Who changes the limits`}>
      <Stack gap="xs" maw={640}>
        <Text size="sm">
          <Trans>
            Only the operator of this server, at its terminal. The limits protect the other organizations, so neither
            members nor API clients of this one can lift them.
          </Trans>
        </Text>
        {/* Nothing scrolls that the keyboard cannot reach. */}
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {command}
        </Code>
        <Text size="sm" c="dimmed">
          <Trans>
            Above a limit, requests are answered with status 429 and the header Retry-After.{' '}
            <Anchor href={addressOf('/docs/problems/PTC-REQ-42901')} inherit underline="always">
              About this answer
            </Anchor>
          </Trans>
        </Text>
      </Stack>
    </Section>
  )
}
