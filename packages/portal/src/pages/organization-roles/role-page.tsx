import { Trans } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconCopyPlus, IconLockAccess, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { useSession } from '../../api/session.ts'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { DeleteRoleDialog } from './delete-role-dialog.tsx'
import { builtInReason, holderTotalQuery, type Role, roleQuery } from './queries.ts'
import { RoleHolders } from './role-holders.tsx'

/** One role: what its holders may do, and who they are. */
export default function RolePage() {
  const { key } = useParams({ from: '/shell/organization-roles/$key' })
  const session = useSession()
  const mayViewHolders = session.may(permission.viewMembers)
  const { data: role, error, refetch } = useQuery(roleQuery(key))
  const { data: holders } = useQuery({ ...holderTotalQuery(key), enabled: mayViewHolders && role !== undefined })
  const [isDeleting, setDeleting] = useState(false)
  const parts = [
    { name: 'permissions', label: 'Permissions', total: role?.permissions.length },
    ...(mayViewHolders ? [{ name: 'users', label: 'Users', total: holders }] : []),
    ...useActivityPart(),
  ]
  const part = usePagePart(parts)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={role ? (role.name ?? key) : undefined}
        trail={[{ label: 'Organization roles', to: '/organization-roles' }]}
        aside={role?.isReadOnly && <BuiltInBadge size="lg" />}
        actions={
          <>
            {mayViewHolders && (
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/access" search={{ organizationRole: key }} {...props} />}
                leftSection={<IconLockAccess size={16} aria-hidden />}
              >
                <Trans>Who can access</Trans>
              </Button>
            )}
            {role && session.may(permission.manageOrganizationRoles) && (
              <Actions role={role} onDelete={() => setDeleting(true)} />
            )}
          </>
        }
      />
      <PageParts parts={parts} current={part} />
      {role ? (
        <>
          {part === 'permissions' && <Permissions role={role} />}
          {part === 'users' && <RoleHolders role={role} />}
          {part === 'activity' && <Activity filter={{ roleKey: role.key }} />}
          <DeleteRoleDialog role={role} holders={holders} isOpen={isDeleting} onClose={() => setDeleting(false)} />
        </>
      ) : (
        <Skeleton h={480} aria-busy />
      )}
    </>
  )
}

function Actions({ role: { key, isReadOnly }, onDelete }: { role: Role; onDelete: () => void }) {
  return (
    <>
      {!isReadOnly && (
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
          Delete
        </Button>
      )}
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/organization-roles/new" search={{ from: key }} {...props} />}
        leftSection={<IconCopyPlus size={16} aria-hidden />}
      >
        Duplicate
      </Button>
      {!isReadOnly && (
        <Button
          component={Link}
          to={`/organization-roles/${key}/edit`}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          Edit
        </Button>
      )}
    </>
  )
}

function Permissions({ role }: { role: Role }) {
  const mayManage = useSession().may(permission.manageOrganizationRoles)
  const selection = useMemo(() => fromGrants(role.permissions), [role])
  return (
    <Stack gap="md">
      {role.isReadOnly && (
        <Notice title="This role is built in: it can be neither changed nor deleted">
          {builtInReason(role.name)} {mayManage && 'For anything else, duplicate it and change the copy.'}
        </Notice>
      )}
      <PermissionMatrix value={selection} isNarrowed />
    </Stack>
  )
}
