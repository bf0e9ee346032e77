import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { formatCount, formatNumber } from '../../components/values/format-count.ts'
import classes from './home.module.css'
import { usersByStatusQuery } from './queries.ts'
import { SharePlot } from './share-plot.tsx'

/** How many of the users whom the member may see have which status. The list below the plot has the same numbers. */
export function UsersByStatus() {
  const { data, error, refetch } = useQuery(usersByStatusQuery)
  const session = useSession()
  const seesAll = session.may(permission.viewMembers) && session.mayEverywhere(permission.viewEndUsers)
  const total = data?.reduce((sum, { users }) => sum + users, 0) ?? 0
  return (
    <Section
      title="Users"
      description={data ? `${formatCount(total, 'user')}${seesAll ? '' : ' whom you may see'}` : 'By status'}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={186} role="status" aria-label="Loading" />
      ) : (
        <>
          <SharePlot
            title="Users by status"
            description={data.map(({ label, users }) => `${label}: ${formatNumber(users)}`).join(', ')}
            shares={data.map(({ status, users }) => ({ name: status, value: users }))}
          />
          <ul className={classes.list}>
            {data.map(({ status, label, users }) => (
              <li key={status} className={classes.legend}>
                <span className={classes.dot} data-shows-color data-name={status} aria-hidden />
                <Link to="/users" search={{ status }}>
                  {label}
                </Link>
                <Text span size="sm" c="dimmed" className={classes.number}>
                  {total === 0 ? '' : `${Math.round((users / total) * 100)} %`}
                </Text>
                <Text span size="sm" fw={600} className={classes.number}>
                  {formatNumber(users)}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
