import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCopyPlus, IconId, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { formatNumber } from '../../components/values/format-count.ts'
import { type Role, rolesQuery } from './queries.ts'

/** What members may do: built-in roles, and those that the organization made. */
export default function RolesPage() {
  const mayManage = useSession().may(permission.manageOrganizationRoles)
  const state = useListState({ id: 'organization-roles', sort: 'name' })
  const query = useQuery(rolesQuery(state))
  return (
    <ListPage
      title="Organization roles"
      description="An organization role is a set of permissions for members: people who administer or build, rather than use, what the organization has."
      actions={
        mayManage && (
          <Button component={Link} to="/organization-roles/new" leftSection={<IconPlus size={16} aria-hidden />}>
            Create role
          </Button>
        )
      }
      state={state}
      query={query}
      columns={mayManage ? [...columns, duplicateColumn] : columns}
      keyOf={({ key }) => key}
      searchLabel="Search roles by name"
      empty={
        <EmptyState icon={IconId} title="No organization roles">
          There is always at least the Administrator.
        </EmptyState>
      }
    />
  )
}

const columns: Column<Role>[] = [
  {
    header: 'Name',
    sort: 'name',
    render: ({ key, name }) => <NameCell to={`/organization-roles/${key}`} name={name ?? key} />,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 160,
    from: 'xs',
    render: ({ isReadOnly }) => (isReadOnly ? <BuiltInBadge /> : 'Custom'),
  },
  {
    id: 'permissions',
    header: 'Permissions',
    width: 140,
    align: 'right',
    from: 'sm',
    render: ({ permissions }) => formatNumber(permissions.length),
  },
]

const duplicateColumn: Column<Role> = {
  header: 'Duplicate',
  isHeaderHidden: true,
  width: 80,
  align: 'right',
  render: ({ key, name }) => (
    <Tooltip label="Duplicate">
      <ActionIcon
        renderRoot={(props) => <Link to="/organization-roles/new" search={{ from: key }} {...props} />}
        variant="subtle"
        color="gray"
        c="dimmed"
        aria-label={`Duplicate ${name}`}
      >
        <IconCopyPlus size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  ),
}
