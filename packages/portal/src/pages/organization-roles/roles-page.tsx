import { Trans, useLingui } from '@lingui/react/macro'
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
import { usePermissionTotal } from '../../components/permissions/use-permission-total.ts'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { formatNumber } from '../../components/values/format-number.ts'
import { type Role, rolesQuery } from './queries.ts'

/** What members may do: built-in roles, and those that the organization made. */
export default function RolesPage() {
  const { t } = useLingui()
  const mayManage = useSession().may(permission.manageOrganizationRoles)
  const state = useListState({ id: 'organization-roles', sort: 'name' })
  const query = useQuery(rolesQuery(state))
  return (
    <ListPage
      title={t`Organization roles`}
      description={t`Sets of permissions for members: the users who administer the organization or build its assets.`}
      actions={
        mayManage && (
          <Button component={Link} to="/organization-roles/new" leftSection={<IconPlus size={16} aria-hidden />}>
            <Trans>Create role</Trans>
          </Button>
        )
      }
      state={state}
      query={query}
      columns={useColumns(mayManage)}
      keyOf={({ key }) => key}
      searchLabel={t`Search roles by name`}
      empty={
        <EmptyState icon={IconId} title={t`No organization roles`}>
          <Trans>There is always at least the role Administrator.</Trans>
        </EmptyState>
      }
    />
  )
}

function useColumns(mayManage: boolean): Column<Role>[] {
  const { t } = useLingui()
  const totalOf = usePermissionTotal()
  const duplicate: Column<Role> = {
    id: 'duplicate',
    header: t`Duplicate`,
    isHeaderHidden: true,
    width: 80,
    align: 'end',
    render: ({ key, name }) => (
      <Tooltip label={t`Duplicate`}>
        <ActionIcon
          renderRoot={(props) => <Link to="/organization-roles/new" search={{ from: key }} {...props} />}
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={t`Duplicate ${name}`}
        >
          <IconCopyPlus size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    ),
  }
  return [
    {
      id: 'name',
      header: t`Name`,
      sort: 'name',
      render: ({ key, name }) => <NameCell to={`/organization-roles/${key}`} name={name ?? key} />,
    },
    {
      id: 'kind',
      header: t`Type`,
      width: 160,
      from: 'xs',
      render: ({ isReadOnly }) => (isReadOnly ? <BuiltInBadge of="role" /> : t`Custom`),
    },
    {
      id: 'permissions',
      header: t`Permissions`,
      width: 140,
      align: 'end',
      from: 'sm',
      render: ({ permissions }) => formatNumber(totalOf(permissions) ?? permissions.length),
    },
    ...(mayManage ? [duplicate] : []),
  ]
}
