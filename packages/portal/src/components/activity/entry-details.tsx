import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Skeleton, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { bulkChangeQuery } from '../bulk/queries.ts'
import { UndoLines } from '../bulk/undo-lines.tsx'
import { ThingFailure } from '../feedback/thing-failure.tsx'
import { actorName } from '../values/actor-name.ts'
import { auditActionLabel, auditActorLabel, auditEntityLabel } from '../values/audit-labels.ts'
import { FactList } from '../values/fact-list.tsx'
import { formatExactTime } from '../values/format-time.ts'
import { isOneTarget, targetName } from '../values/target-name.ts'
import { EntryParts } from './entry-parts.tsx'
import { EntryResult } from './entry-result.tsx'
import { type ActivityFilter, type AuditEntry, entryQuery, hasParts, hasReport } from './queries.ts'
import { StageName } from './stage-name.tsx'
import { ValuesDiff } from './values-diff.tsx'

/** All of one entry, with the changed values. */
export function EntryDetails({ entryKey }: { entryKey: string }) {
  const { t } = useLingui()
  const session = useSession()
  const { data: entry, error, refetch } = useQuery(entryQuery(entryKey))
  if (error) return <ThingFailure error={error} onRetry={() => refetch()} />
  if (!entry) return <Skeleton h={240} role="status" aria-label={t`Loading`} />
  const isWhole = hasParts(entry)
  const leadsToReport = session.may(permission.manageUsers) && hasReport(entry)
  return (
    <Stack gap="lg">
      <Title order={2}>{auditActionLabel(entry.action)}</Title>
      {leadsToReport && <UndoOf changeKey={entry.entity.key} />}
      {leadsToReport && (
        <Button
          renderRoot={(props) => <Link to="/users" search={{ change: entry.entity.key }} {...props} />}
          size="xs"
          style={{ alignSelf: 'start' }}
        >
          <Trans>Report of this change</Trans>
        </Button>
      )}
      <Facts entry={entry} />
      {isWhole && <EntryParts partOf={entry.entity.key} />}
      {entry.action !== 'import.started' && (
        <section aria-label={entry.result === 'Failure' ? t`Cause` : t`Changes`}>
          <ValuesDiff before={entry.oldValues} after={entry.newValues} />
        </section>
      )}
      <Group gap="xs">
        {isWhole && (
          <More filter={{ partOf: entry.entity.key }}>
            <Trans>All entries of this change</Trans>
          </More>
        )}
        {!isWhole && isOneTarget(entry.entity) && (
          <More filter={{ subjectKey: entry.entity.key }}>
            <Trans>All entries about this target</Trans>
          </More>
        )}
        {entry.actor.key && (
          <More filter={{ actorKey: entry.actor.key }}>
            <Trans>All entries by this actor</Trans>
          </More>
        )}
        {entry.partOf && (
          <More filter={{ partOf: entry.partOf }}>
            <Trans>All entries of the same change</Trans>
          </More>
        )}
      </Group>
    </Stack>
  )
}

/** Whether the change was undone, or undoes another */
function UndoOf({ changeKey }: { changeKey: string }) {
  const { data } = useQuery(bulkChangeQuery(changeKey))
  return data ? <UndoLines change={data} /> : null
}

const More = ({ filter, children }: { filter: ActivityFilter; children: React.ReactNode }) => (
  <Button renderRoot={(props) => <Link to="/audit-trail" search={filter} {...props} />} variant="default" size="xs">
    {children}
  </Button>
)

function Facts({ entry }: { entry: AuditEntry }) {
  const { t } = useLingui()
  const { actor, entity, related } = entry
  const name = targetName(entity)
  return (
    <FactList
      facts={[
        { name: t`When`, value: formatExactTime(entry.occurredAt) },
        { name: t`Who`, value: <bdi>{actorName(actor)}</bdi> },
        { name: t`Type of actor`, value: auditActorLabel(actor.type) },
        { name: t`Key of the actor`, value: actor.key, copied: actor.key },
        { name: t`Address`, value: actor.address },
        { name: auditEntityLabel(entity.type), value: name && <bdi>{name}</bdi> },
        ...(isOneTarget(entity) ? [{ name: t`Key`, value: entity.key, copied: entity.key }] : []),
        ...related.map(({ type, key, name }) => ({
          name: auditEntityLabel(type),
          value: name ? <bdi>{name}</bdi> : key,
          copied: key,
        })),
        { name: t`Stage`, value: entry.environmentKey && <StageName environmentKey={entry.environmentKey} /> },
        { name: t`Trace ID`, value: entry.traceId, copied: entry.traceId },
        { name: t`Result`, value: <EntryResult entry={entry} /> },
      ]}
    />
  )
}
