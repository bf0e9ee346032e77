import { Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { Section } from '../../components/page/section.tsx'
import { formatRelativeTime } from '../../components/values/format-time.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import classes from './home.module.css'
import { expiringSecretsQuery } from './queries.ts'

const shown = 5

/** API clients whose secrets expire within two weeks, or have expired. */
export function ExpiringSecrets() {
  const { data, error, refetch } = useQuery(expiringSecretsQuery(shown))
  return (
    <Section
      title="Secrets that expire soon"
      description="API clients that need a new secret within 14 days, so that no program stands still."
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={120} role="status" aria-label="Loading" />
      ) : data.length === 0 ? (
        <Text size="sm" c="dimmed">
          No secret expires within 14 days.{' '}
          <Anchor component={Link} to="/api-clients" inherit underline="always">
            All API clients
          </Anchor>
        </Text>
      ) : (
        <ul className={classes.list}>
          {data.map(({ key, name, status, secretExpiresAt }) => (
            <li key={key} className={classes.item}>
              <div className={classes.words}>
                <Text size="sm" lineClamp={1} component="div" title={name}>
                  <ItemLink to={`/api-clients/${key}`}>
                    <bdi>{name}</bdi>
                  </ItemLink>
                </Text>
                <Text size="xs" c="dimmed">
                  {status === 'Expired' ? 'Expired' : 'Expires'} {formatRelativeTime(secretExpiresAt)}
                </Text>
              </div>
              <StatusBadge status={status} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
