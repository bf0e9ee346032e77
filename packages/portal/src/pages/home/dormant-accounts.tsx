import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './home.module.css'
import { dormantAccountsQuery, dormantDays } from './queries.ts'

const shown = 5

/** Active users who have not signed in for long. Whoever has left may still have access. */
export function DormantAccounts() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(dormantAccountsQuery(shown))
  const total = data?.total ?? 0
  return (
    <Section
      title={t`Dormant accounts`}
      description={t`Active users who have not signed in for ${dormantDays} days. Deactivate or offboard those who have left.`}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={120} role="status" aria-label={t`Loading`} />
      ) : total === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>Everybody has signed in since then.</Trans>
        </Text>
      ) : (
        <>
          <ul className={classes.list}>
            {data.users.map(({ key, name, email, lastLoginAt }) => (
              <li key={key} className={classes.item}>
                <div className={classes.words}>
                  <Anchor component={Link} to={`/users/${key}`} size="sm" fw={550}>
                    <bdi>{name || email || key}</bdi>
                  </Anchor>
                </div>
                <Text size="xs" c="dimmed" component="span">
                  <TimeAgo time={lastLoginAt} never={t`Never signed in`} />
                </Text>
              </li>
            ))}
          </ul>
          <Anchor
            renderRoot={(props) => <Link to="/users" search={{ dormant: String(dormantDays) }} {...props} />}
            size="sm"
            underline="always"
            mt="sm"
            display="inline-block"
          >
            <Plural value={total} one="Show # dormant account" other="Show all # dormant accounts" />
          </Anchor>
        </>
      )}
    </Section>
  )
}
