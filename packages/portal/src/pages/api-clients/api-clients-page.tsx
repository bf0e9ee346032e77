import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type ApiClientSummary, apiClientStatuses, apiClientsQuery } from './queries.ts'
import { SecretExpiry } from './secret-expiry.tsx'

const columns: Column<ApiClientSummary>[] = [
  {
    header: 'Name',
    sort: 'name',
    width: '45%',
    render: ({ key, name, description }) => (
      <NameCell name={name} to={`/api-clients/${key}`} description={description} />
    ),
  },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  {
    header: 'Secret expires',
    sort: 'secretExpiresAt',
    from: 'sm',
    render: (client) => <SecretExpiry client={client} />,
  },
  {
    header: 'Last used',
    sort: 'lastUsedAt',
    from: 'md',
    render: ({ lastUsedAt }) => <TimeAgo time={lastUsedAt} />,
  },
  {
    header: 'Created',
    sort: 'createdAt',
    from: 'lg',
    render: ({ createdAt }) => <TimeAgo time={createdAt} />,
  },
]

const create = (
  <Button component={Link} to="/api-clients/new" leftSection={<IconPlus size={16} aria-hidden />}>
    Create API client
  </Button>
)

/** All API clients. */
export default function ApiClientsPage() {
  const state = useListState({ sort: 'name', filters: ['status'] })
  const status = apiClientStatuses.find(({ value }) => value === state.filters.status)?.value
  const query = useQuery(apiClientsQuery(state))
  return (
    <ListPage
      title="API clients"
      description="Programs that call the APIs with a client ID and a secret of their own."
      actions={create}
      state={state}
      query={query}
      columns={columns}
      keyOf={({ key }) => key}
      searchLabel="Search API clients by name"
      filters={
        <FilterSelect
          label="Status"
          any="Any status"
          options={apiClientStatuses}
          value={status}
          onChange={(value) => state.setFilter('status', value)}
        />
      }
      empty={
        <EmptyState icon={IconKey} title="No API clients yet" action={create}>
          An API client lets a program, such as a nightly import, manage users over the APIs. It gets a client ID and a
          secret, and the permissions that you give it.
        </EmptyState>
      }
    />
  )
}
