import { Plural } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { StatusBadge } from '../values/status-badge.tsx'
import type { AuditEntry } from './queries.ts'

/** Whether it succeeded, and how often it happened where it failed. */
export const EntryResult = ({ entry: { result, occurrences } }: { entry: AuditEntry }) => (
  <>
    <StatusBadge status={result} />
    {occurrences > 1 && (
      <Text size="xs" c="dimmed">
        <Plural value={occurrences} one="# time" other="# times" />
      </Text>
    )}
  </>
)
