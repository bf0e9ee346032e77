import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { actorName } from '../../components/values/actor-name.ts'
import { auditActionLabel } from '../../components/values/audit-labels.ts'
import { targetName } from '../../components/values/target-name.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './home.module.css'
import { HomePart } from './home-part.tsx'
import type { Overview } from './queries.ts'

/** The newest changes of the audit trail. */
export function RecentChanges({ entries }: { entries: NonNullable<Overview['recentChanges']> | undefined }) {
  const { t } = useLingui()
  return (
    <HomePart
      title={t`Recent changes`}
      actions={
        <Anchor component={Link} to="/audit-trail" size="sm">
          <Trans>Audit trail</Trans>
        </Anchor>
      }
      value={entries}
      height={220}
    >
      {(entries) =>
        entries.length === 0 ? (
          <Text size="sm" c="dimmed">
            <Trans>No changes yet.</Trans>
          </Text>
        ) : (
          <ul className={classes.list}>
            {entries.map(({ key, action, actor, entity, occurredAt }) => (
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
                    {targetName(entity) && (
                      <>
                        {' '}
                        <bdi>{targetName(entity)}</bdi>
                      </>
                    )}
                  </Text>
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    <bdi>{actorName(actor)}</bdi>
                  </Text>
                </div>
                <Text size="xs" c="dimmed" className={classes.when}>
                  <TimeAgo time={occurredAt} />
                </Text>
              </li>
            ))}
          </ul>
        )
      }
    </HomePart>
  )
}
