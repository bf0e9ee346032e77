import { Plural, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { formatNumber, formatShare } from '../../components/values/format-number.ts'
import { statuses } from '../../components/values/statuses.ts'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'
import { SharePlot } from './share-plot.tsx'

/** How many of the users whom the member may see have which status. The list below the plot has the same numbers. */
export function UsersByStatus({ counts }: { counts: NonNullable<Overview['usersByStatus']> | undefined }) {
  const { t, i18n } = useLingui()
  const session = useSession()
  const seesAll = session.may(permission.viewMembers) && session.mayEverywhere(permission.viewEndUsers)
  const total = counts?.reduce((sum, { users }) => sum + users, 0) ?? 0
  return (
    <HomePart
      title={t`Users`}
      description={
        counts &&
        (seesAll ? (
          <Plural value={total} one="# user" other="# users" />
        ) : (
          <Plural value={total} one="# user that you can see" other="# users that you can see" />
        ))
      }
      value={counts}
      height={186}
    >
      {(counts) => (
        <>
          <SharePlot
            title={t`Users by status`}
            description={counts
              .map(({ status, users }) => `${i18n._(statuses[status].label)}: ${formatNumber(users)}`)
              .join(', ')}
            shares={counts.map(({ status, users }) => ({ name: status, value: users }))}
          />
          <ul className={classes.list}>
            {counts.map(({ status, users }) => (
              <li key={status} className={classes.legend}>
                <span className={classes.dot} data-shows-color data-name={status} aria-hidden />
                <Link to="/users" search={{ status }}>
                  {i18n._(statuses[status].label)}
                </Link>
                <Text span size="sm" c="dimmed" className={classes.number}>
                  {total === 0 ? '' : formatShare(users / total)}
                </Text>
                <Text span size="sm" fw={600} className={classes.number}>
                  {formatNumber(users)}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </HomePart>
  )
}
