import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'

/** Active users who have not signed in for long. Whoever has left may still have access. */
export function DormantAccounts({ dormant }: { dormant: NonNullable<Overview['dormantUsers']> | undefined }) {
  const { t } = useLingui()
  const days = dormant?.days
  return (
    <HomePart
      title={t`Dormant accounts`}
      description={
        days && t`Active users who have not signed in for ${days} days. Deactivate or offboard those who have left.`
      }
      value={dormant}
      height={120}
    >
      {({ total, users, days }) =>
        total === 0 ? (
          <Text size="sm" c="dimmed">
            <Trans>There are none.</Trans>
          </Text>
        ) : (
          <>
            <ul className={classes.list}>
              {users.map(({ key, name, email, lastLoginAt }) => (
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
              renderRoot={(props) => <Link to="/users" search={{ dormant: String(days) }} {...props} />}
              size="sm"
              underline="always"
              mt="sm"
              display="inline-block"
            >
              <Plural value={total} one="Show # dormant account" other="Show all # dormant accounts" />
            </Anchor>
          </>
        )
      }
    </HomePart>
  )
}
