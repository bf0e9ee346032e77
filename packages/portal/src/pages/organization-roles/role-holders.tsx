import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type Holder, holdersQuery, type Role } from './queries.ts'

/** Who holds the role at this moment, for the organization or for an asset. */
export function RoleHolders({ role }: { role: Role }) {
  const state = useListState({ sort: 'name' })
  const query = useQuery(holdersQuery(role.key, state))
  return (
    <>
      <PartIntro>
        These users hold the role at this moment, for the whole organization or for single assets. Roles are granted and
        revoked on the page of a user.
      </PartIntro>
      <List
        title="Users who hold the role"
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        searchLabel="Search users by name or e-mail"
        empty={
          <EmptyState icon={IconUsers} title="Nobody holds this role now">
            Grant it on the page of a user, or when you invite one.
          </EmptyState>
        }
      />
    </>
  )
}

const columns: Column<Holder>[] = [
  {
    header: 'Name',
    sort: 'name',
    render: ({ key, name, email }) => (
      <NameCell to={`/users/${key}`} name={name || email || key} description={name ? email : null} />
    ),
  },
  { header: 'Status', sort: 'status', width: 200, from: 'xs', render: ({ status }) => <StatusBadge status={status} /> },
  {
    header: 'Last sign-in',
    sort: 'lastLoginAt',
    width: 170,
    from: 'sm',
    render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} />,
  },
]
