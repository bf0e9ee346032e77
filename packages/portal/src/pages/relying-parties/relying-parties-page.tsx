import { Button } from '@mantine/core'
import { IconAppWindow, IconPlus } from '@tabler/icons-react'
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
import { type RelyingPartySummary, relyingPartiesQuery } from './queries.ts'
import { labelOf, relyingPartyTypes } from './relying-party-labels.ts'

const columns: Column<RelyingPartySummary>[] = [
  {
    header: 'Name',
    sort: 'name',
    width: '40%',
    render: ({ key, name }) => <NameCell name={name} to={`/sign-in-applications/${key}`} />,
  },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Type', from: 'sm', render: ({ type }) => labelOf(relyingPartyTypes, type) },
  {
    header: 'Last used',
    sort: 'lastUsedAt',
    from: 'md',
    render: ({ lastUsedAt }) => <TimeAgo time={lastUsedAt} />,
  },
  { header: 'Created', sort: 'createdAt', from: 'lg', render: ({ createdAt }) => <TimeAgo time={createdAt} /> },
]

const create = (
  <Button component={Link} to="/sign-in-applications/new" leftSection={<IconPlus size={16} aria-hidden />}>
    Add application
  </Button>
)

/** All applications that sign people in. */
export default function RelyingPartiesPage() {
  const state = useListState({ sort: 'name', filters: ['type'] })
  const type = relyingPartyTypes.find(({ value }) => value === state.filters.type)?.value
  const query = useQuery(relyingPartiesQuery(state))
  return (
    <ListPage
      title="Sign-in applications"
      description="Applications of yours that let people sign in here, by OpenID Connect."
      actions={create}
      state={state}
      query={query}
      columns={columns}
      keyOf={({ key }) => key}
      searchLabel="Search sign-in applications by name"
      filters={
        <FilterSelect
          label="Type"
          any="Any type"
          options={relyingPartyTypes}
          value={type}
          onChange={(value) => state.setFilter('type', value)}
        />
      }
      empty={
        <EmptyState icon={IconAppWindow} title="No sign-in applications yet" action={create}>
          An application that you add here sends people to your sign-in page, and learns who they are: with one sign-in
          for all of them, and the roles that you give.
        </EmptyState>
      }
    />
  )
}
