import { Button, Code } from '@mantine/core'
import { IconApi, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { type RegisteredApi, registeredApisQuery } from './queries.ts'

const columns: Column<RegisteredApi>[] = [
  {
    header: 'Name',
    width: '35%',
    render: ({ key, name }) => <NameCell name={name} to={`/registered-apis/${key}`} />,
  },
  { header: 'Audience', from: 'sm', render: ({ audience }) => <Code>{audience}</Code> },
  { header: 'Scopes', width: 100, from: 'md', render: ({ scopes }) => scopes.length },
  { header: 'Status', width: 130, render: ({ isActive }) => <StatusBadge status={isActive ? 'Active' : 'Inactive'} /> },
]

/** All registered APIs. */
export default function RegisteredApisPage() {
  const session = useSession()
  const state = useListState({ sort: 'name' })
  const query = useQuery(registeredApisQuery(state))
  const add = session.may(permission.manageAuthentication) && (
    <Button component={Link} to="/registered-apis/new" leftSection={<IconPlus size={16} aria-hidden />}>
      Add API
    </Button>
  )
  return (
    <ListPage
      title="APIs"
      description="APIs of your own: API clients and sign-in applications get tokens for them here."
      actions={add}
      state={state}
      query={query}
      columns={columns}
      keyOf={({ key }) => key}
      searchLabel="Search APIs by name"
      empty={
        <EmptyState icon={IconApi} title="No APIs yet" action={add}>
          Add an API that your teams run. It checks the tokens by itself: who calls, that they are meant for it, and
          what the caller may do there.
        </EmptyState>
      }
    />
  )
}
