import { Button, Group, Skeleton, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { auditActionLabel, auditEntityInSentence, auditEntityLabel } from '../../components/values/audit-labels.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { actorLabels } from './action-options.ts'
import { EntryResult } from './entry-result.tsx'
import { type AuditEntry, entryQuery } from './queries.ts'
import { ValuesDiff } from './values-diff.tsx'

/** All of one entry, with the changed values. */
export function EntryDetails({ entryKey }: { entryKey: string }) {
  const { data: entry, error, refetch } = useQuery(entryQuery(entryKey))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!entry) return <Skeleton h={240} role="status" aria-label="Loading" />
  return (
    <Stack gap="lg">
      <Title order={2}>{auditActionLabel(entry.action)}</Title>
      <Facts entry={entry} />
      <section aria-label={entry.result === 'Failure' ? 'What was wrong' : 'What changed'}>
        <ValuesDiff before={entry.oldValues} after={entry.newValues} />
      </section>
      <Group gap="xs">
        {isOne(entry.entity) && (
          <More search={{ entityKey: entry.entity.key }}>
            All about this {auditEntityInSentence(entry.entity.type)}
          </More>
        )}
        {entry.actor.key && <More search={{ actorKey: entry.actor.key }}>All by this actor</More>}
      </Group>
    </Stack>
  )
}

/** Failures may be about somebody who does not exist, or about several. */
const isOne = ({ key }: AuditEntry['entity']): boolean => key !== 'unknown' && key !== 'several'

const More = ({ search, children }: { search: Record<string, string>; children: React.ReactNode }) => (
  <Button renderRoot={(props) => <Link to="/audit-trail" search={search} {...props} />} variant="default" size="xs">
    {children}
  </Button>
)

function Facts({ entry }: { entry: AuditEntry }) {
  const { actor, entity } = entry
  return (
    <FactList
      facts={[
        { name: 'When', value: formatExactTime(entry.occurredAt) },
        { name: 'Who', value: <bdi>{actor.name}</bdi> },
        { name: 'Kind of actor', value: actorLabels[actor.type] },
        { name: 'Actor key', value: actor.key, copied: actor.key },
        { name: 'Address', value: actor.address },
        { name: auditEntityLabel(entity.type), value: entity.name && <bdi>{entity.name}</bdi> },
        { name: 'Key', value: entity.key, copied: entity.key },
        {
          name: 'Environment',
          value: entry.environmentKey && <EnvironmentName environmentKey={entry.environmentKey} />,
        },
        { name: 'Trace ID', value: entry.traceId, copied: entry.traceId },
        { name: 'Result', value: <EntryResult entry={entry} /> },
      ]}
    />
  )
}

function EnvironmentName({ environmentKey }: { environmentKey: string }) {
  return useSession().may(permission.viewStage) ? <Named environmentKey={environmentKey} /> : environmentKey
}

function Named({ environmentKey }: { environmentKey: string }) {
  return useEnvironmentNames()(environmentKey)
}
