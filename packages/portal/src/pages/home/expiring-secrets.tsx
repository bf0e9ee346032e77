import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { formatRelativeTime } from '../../components/values/format-time.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'

/** API clients whose secrets expire within two weeks, or have expired. */
export function ExpiringSecrets({ clients }: { clients: NonNullable<Overview['expiringApiClients']> | undefined }) {
  const { t } = useLingui()
  return (
    <HomePart
      title={t`Secrets that expire soon`}
      description={t`API clients that need a new secret within 14 days. Programs stop working without one.`}
      value={clients}
      height={120}
    >
      {(clients) =>
        clients.length === 0 ? (
          <Text size="sm" c="dimmed">
            <Trans>
              No secret expires within 14 days.{' '}
              <Anchor component={Link} to="/api-clients" inherit underline="always">
                All API clients
              </Anchor>
            </Trans>
          </Text>
        ) : (
          <ul className={classes.list}>
            {clients.map(({ key, name, status, secretExpiresAt }) => {
              const when = formatRelativeTime(secretExpiresAt)
              return (
                <li key={key} className={classes.item}>
                  <div className={classes.words}>
                    <Text size="sm" lineClamp={1} component="div" title={name}>
                      <ItemLink to={`/api-clients/${key}`}>
                        <bdi>{name}</bdi>
                      </ItemLink>
                    </Text>
                    <Text size="xs" c="dimmed">
                      {status === 'Expired' ? <Trans>Expired {when}</Trans> : <Trans>Expires {when}</Trans>}
                    </Text>
                  </div>
                  <StatusBadge status={status} />
                </li>
              )
            })}
          </ul>
        )
      }
    </HomePart>
  )
}
