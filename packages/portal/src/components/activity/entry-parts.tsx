import { Plural, useLingui } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { auditActionLabel } from '../values/audit-labels.ts'
import { targetName } from '../values/target-name.ts'
import { activityQuery } from './queries.ts'

const shown = 10

/** The newest entries of an import or a bulk change, within the entry that stands for it. */
export function EntryParts({ partOf }: { partOf: string }) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(activityQuery({ partOf }, shown))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data) return <Skeleton h={120} role="status" aria-label={t`Loading`} />
  const more = (data.page.totalResults ?? 0) - data.results.length
  return (
    <Stack component="section" gap={6} aria-label={t`Entries of this change`}>
      {data.results.map(({ key, action, entity }) => (
        <Text key={key} size="sm">
          {auditActionLabel(action)} <bdi>{targetName(entity) ?? entity.key}</bdi>
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
