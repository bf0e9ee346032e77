import { Text } from '@mantine/core'
import { formatCount } from '../../components/values/format-count.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import type { AuditEntry } from './queries.ts'

/** Whether it succeeded, and how often it happened where it failed. */
export const EntryResult = ({ entry: { result, occurrences } }: { entry: AuditEntry }) => (
  <>
    <StatusBadge status={result} />
    {occurrences > 1 && (
      <Text size="xs" c="dimmed">
        {formatCount(occurrences, 'time')}
      </Text>
    )}
  </>
)
