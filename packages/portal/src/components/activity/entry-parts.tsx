import { Plural, useLingui } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { auditActionLabel } from '../values/audit-labels.ts'
import { targetName } from '../values/target-name.ts'
import { mostNamed, namesQuery, needsOf } from './names-query.ts'
import { type AuditEntry, activityQuery } from './queries.ts'

const shown = 10

/** The newest entries of an import or a bulk change, within the entry that stands for it. */
export function EntryParts({ partOf }: { partOf: string }) {
  const { t } = useLingui()
  const session = useSession()
  const { data, error, refetch } = useQuery(activityQuery({ partOf }, shown))
  const keys = [...new Set(data?.results.flatMap(userKeysOf))].slice(0, mostNamed)
  const { data: users } = useQuery({
    ...namesQuery('users', keys),
    enabled: keys.length > 0 && session.may(needsOf('users')),
  })
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data) return <Skeleton h={120} role="status" aria-label={t`Loading`} />
  const more = (data.page.totalResults ?? 0) - data.results.length
  const othersOf = (entry: AuditEntry): (string | null)[] => [
    ...entry.related.map(({ name }) => name),
    ...userKeysOf(entry).map((key) => users?.get(key)?.name ?? null),
  ]
  return (
    <Stack component="section" gap={6} aria-label={t`Entries of this change`}>
      {data.results.map((entry) => (
        <Text key={entry.key} size="sm">
          {auditActionLabel(entry.action)} <bdi>{targetName(entry.entity) ?? entry.entity.key}</bdi>
          {othersOf(entry)
            .filter((name) => name !== null)
            .map((name) => (
              <span key={name}>
                {' · '}
                <bdi>{name}</bdi>
              </span>
            ))}
        </Text>
      ))}
      {more > 0 && (
        <Text size="sm" c="dimmed">
          <Plural value={more} one="and # more" other="and # more" />
        </Text>
      )}
    </Stack>
  )
}

/** Who was added to a group, or removed: the entry is about the group. */
const userKeysOf = ({ oldValues, newValues }: AuditEntry): string[] =>
  [oldValues, newValues].flatMap((values) => {
    const keys = values?.userKeys
    return Array.isArray(keys) ? keys.map(String) : []
  })
