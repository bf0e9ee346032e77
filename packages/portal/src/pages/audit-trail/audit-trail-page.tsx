import { Text, UnstyledButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { SideDrawer } from '../../components/dialogs/side-drawer.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useUrlSelection } from '../../components/lists/use-url-selection.ts'
import { auditActionLabel, auditEntityLabel } from '../../components/values/audit-labels.ts'
import { formatRelativeTime, formatTime } from '../../components/values/format-time.ts'
import { actorLabels } from './action-options.ts'
import { AuditFilters } from './audit-filters.tsx'
import classes from './audit-trail.module.css'
import { EntryDetails } from './entry-details.tsx'
import { EntryResult } from './entry-result.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type AuditEntry, auditFilters, auditQuery } from './queries.ts'

/** Who changed what, when and from where, and what failed. */
export default function AuditTrailPage() {
  const state = useListState({ sort: '-occurredAt', filters: auditFilters })
  const query = useQuery(auditQuery(state))
  const [entryKey, open] = useUrlSelection('entry')
  return (
    <>
      <ListPage
        title="Audit trail"
        description="Who changed what, when and from where, and what failed. Entries cannot be changed, and secrets are never in them."
        actions={<ExportMenu state={state} total={query.data?.page.totalResults ?? 0} />}
        state={state}
        query={query}
        columns={columnsWith(open)}
        keyOf={({ key }) => key}
        filters={<AuditFilters state={state} />}
        empty={
          <EmptyState icon={IconHistory} title="Nothing has changed yet">
            Whatever somebody creates, changes or deletes, here or over the APIs, leaves an entry.
          </EmptyState>
        }
      />
      <SideDrawer isOpen={entryKey !== undefined} onClose={() => open(undefined)} title="Audit entry">
        {entryKey && <EntryDetails entryKey={entryKey} />}
      </SideDrawer>
    </>
  )
}

const columnsWith = (open: (key: string) => void): Column<AuditEntry>[] => [
  {
    header: 'When',
    sort: 'occurredAt',
    width: 190,
    render: ({ occurredAt }) => (
      <time dateTime={occurredAt} className={classes.time}>
        {formatTime(occurredAt)}
        <Text size="xs" c="dimmed">
          {formatRelativeTime(occurredAt)}
        </Text>
      </time>
    ),
  },
  {
    header: 'What',
    render: ({ key, action, entity }) => (
      <UnstyledButton className={classes.open} onClick={() => open(key)} aria-haspopup="dialog">
        <span className={classes.action}>{auditActionLabel(action)}</span>
        <Text span size="xs" c="dimmed" lineClamp={1} title={entity.name ?? undefined}>
          <bdi>{entity.name ?? `${auditEntityLabel(entity.type)} ${entity.key}`}</bdi>
        </Text>
      </UnstyledButton>
    ),
  },
  {
    header: 'Who',
    width: 260,
    from: 'sm',
    render: ({ actor }) => (
      <div className={classes.actor}>
        <Text size="sm" lineClamp={1} title={actor.name}>
          <bdi>{actor.name}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          {actorLabels[actor.type]}
        </Text>
      </div>
    ),
  },
  {
    header: 'Result',
    width: 130,
    from: 'sm',
    render: (entry) => <EntryResult entry={entry} />,
  },
  {
    header: 'From',
    width: 150,
    from: 'lg',
    render: ({ actor }) => (
      <Text size="sm" c="dimmed">
        {actor.address ?? '–'}
      </Text>
    ),
  },
]
