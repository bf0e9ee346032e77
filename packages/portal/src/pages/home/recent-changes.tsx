import { Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answer, management } from '../../api/client.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { actionInWords } from '../../components/values/audit-words.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './home.module.css'

const shown = 6
/** That somebody came and went is no change. */
const comings = ['user.signed-in', 'user.signed-out', 'user.sign-in-failed', 'session.ended']

/** The newest changes of the audit trail. */
export function RecentChanges() {
  const { data, error, refetch } = useQuery({
    queryKey: ['audit-entries', 'recent'],
    queryFn: async ({ signal }) => {
      const { results } = await answer(management.GET('/audit-entries', { params: { query: { limit: 50 } }, signal }))
      return results.filter(({ action }) => !comings.includes(action)).slice(0, shown)
    },
  })
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
                <Text size="sm" lineClamp={1} component="div">
                  <Anchor
                    renderRoot={(props) => <Link to="/audit-trail" search={{ entry: key }} {...props} />}
                    fw={550}
                    inherit
                  >
                    {actionInWords(action)}
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
