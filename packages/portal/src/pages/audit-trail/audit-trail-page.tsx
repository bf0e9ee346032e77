import { Trans, useLingui } from '@lingui/react/macro'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { EntryDrawer } from '../../components/activity/entry-drawer.tsx'
import { useEntryColumns } from '../../components/activity/use-entry-columns.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useUrlSelection } from '../../components/lists/use-url-selection.ts'
import { AuditFilters } from './audit-filters.tsx'
import { ExportMenu } from './export-menu.tsx'
import { LiveSwitch } from './live-switch.tsx'
import { auditFilters, auditQuery } from './queries.ts'
import { useLiveTail } from './use-live-tail.ts'

/** Who changed what, when and from where, and what failed. */
export default function AuditTrailPage() {
  const { t } = useLingui()
  const state = useListState({ id: 'audit-trail', sort: '-occurredAt', filters: auditFilters })
  const live = useLiveTail(state)
  const query = useQuery({ ...auditQuery(state), refetchInterval: live.interval })
  const [entryKey, open] = useUrlSelection('entry')
  return (
    <>
      <ListPage
        title={t`Audit trail`}
        description={t`Who changed what, when and from where, and what failed. Entries can’t be changed and contain no secrets.`}
        actions={
          <>
            <LiveSwitch live={live} entries={query.data?.results} />
            <ExportMenu state={state} total={query.data?.page.totalResults ?? 0} />
          </>
        }
        state={state}
        query={query}
        columns={useEntryColumns(query.data?.results, open)}
        keyOf={({ key }) => key}
        searchLabel={t`Search by name, action, address or ID`}
        searchHint={t`Name, action, address, ID`}
        filters={<AuditFilters state={state} />}
        hint={
          <Trans>
            The search finds one name, words of an action, a client ID, an address or another ID. More filters are there
            for stages, roles and results.
          </Trans>
        }
        empty={
          <EmptyState icon={IconHistory} title={t`No entries yet`}>
            <Trans>Everything that is created, changed or deleted, here or over the APIs, adds an entry.</Trans>
          </EmptyState>
        }
      />
      <EntryDrawer entryKey={entryKey} onClose={() => open(undefined)} />
    </>
  )
}
