import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { Column } from '../lists/data-table.tsx'
import { actorName } from '../values/actor-name.ts'
import { auditActorLabel } from '../values/audit-labels.ts'
import { formatRelativeTime, formatTime } from '../values/format-time.ts'
import classes from './audit-entry.module.css'
import { EntryResult } from './entry-result.tsx'
import { EntrySummary } from './entry-summary.tsx'
import type { AuditEntry } from './queries.ts'
import { useUndoneChanges } from './use-undone-changes.ts'

/**
 * The columns of audit entries, the same wherever they are listed.
 * @param entries those of the page
 */
export function useEntryColumns(
  entries: readonly AuditEntry[] | undefined,
  open: (key: string) => void,
): Column<AuditEntry>[] {
  const { t } = useLingui()
  const undone = useUndoneChanges(entries)
  return [
    {
      header: t`When`,
      sort: 'occurredAt',
      width: 190,
      render: ({ occurredAt }) => (
        <time dateTime={occurredAt} className={classes.time}>
          {formatTime(occurredAt)}
          <Text size="xs" c="dimmed" className={classes.ago}>
            {formatRelativeTime(occurredAt)}
          </Text>
        </time>
      ),
    },
    {
      id: 'what',
      header: t`What`,
      isLeading: true,
      render: (entry) => (
        <EntrySummary
          entry={entry}
          isUndone={entry.action === 'bulk-change.started' && undone.has(entry.entity.key)}
          onOpen={() => open(entry.key)}
        />
      ),
    },
    {
      id: 'who',
      header: t`Who`,
      width: 260,
      from: 'sm',
      render: ({ actor }) => <Who actor={actor} />,
    },
    {
      id: 'result',
      header: t`Result`,
      width: 130,
      from: 'sm',
      render: (entry) => <EntryResult entry={entry} />,
    },
    {
      id: 'from',
      header: t`From`,
      width: 150,
      from: 'lg',
      render: ({ actor }) => (
        <Text size="sm" c="dimmed">
          {actor.address ?? '–'}
        </Text>
      ),
    },
  ]
}

/** The name, and the type where it says more */
function Who({ actor }: Pick<AuditEntry, 'actor'>) {
  const [name, type] = [actorName(actor), auditActorLabel(actor.type)]
  return (
    <div className={classes.actor}>
      <Text size="sm" lineClamp={1} title={name}>
        <bdi>{name}</bdi>
      </Text>
      {type !== name && (
        <Text size="xs" c="dimmed">
          {type}
        </Text>
      )}
    </div>
  )
}
