import { Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { auditActionLabel } from '../../components/values/audit-labels.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './home.module.css'
import { recentChangesQuery } from './queries.ts'

const shown = 6

/** The newest changes of the audit trail. */
export function RecentChanges() {
  const { data, error, refetch } = useQuery(recentChangesQuery(shown))
  return (
    <Section
      title="Recent changes"
      actions={
        <Anchor component={Link} to="/audit-trail" size="sm">
          Audit trail
        </Anchor>
      }
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={220} role="status" aria-label="Loading" />
      ) : data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing has changed lately.
        </Text>
      ) : (
        <ul className={classes.list}>
          {data.map(({ key, action, actor, entity, occurredAt }) => (
            <li key={key} className={classes.item}>
              <div className={classes.words}>
                <Text size="sm" lineClamp={2} component="div">
                  <Anchor
                    renderRoot={(props) => <Link to="/audit-trail" search={{ entry: key }} {...props} />}
                    fw={550}
                    inherit
                  >
                    {auditActionLabel(action)}
                  </Anchor>
                  {entity.name && (
                    <>
                      {' '}
                      <bdi>{entity.name}</bdi>
                    </>
                  )}
                </Text>
                <Text size="xs" c="dimmed" lineClamp={1}>
                  <bdi>{actor.name}</bdi>
                </Text>
              </div>
              <Text size="xs" c="dimmed" className={classes.when}>
                <TimeAgo time={occurredAt} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
