import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconCopyPlus, IconLockAccess, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { useSession } from '../../api/session.ts'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { LifeStep } from '../../components/page/life-step.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'
import { usePermissionTotal } from '../../components/permissions/use-permission-total.ts'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { DeleteRoleDialog } from './delete-role-dialog.tsx'
import { builtInReason, holderTotalQuery, type Role, roleQuery } from './queries.ts'
import { RoleHolders } from './role-holders.tsx'

/** One role: what its holders may do, and who they are. */
export default function RolePage() {
  const { key } = useParams({ from: '/shell/organization-roles/$key' })
  const { t } = useLingui()
  const session = useSession()
  const mayViewHolders = session.may(permission.viewMembers)
  const { data: role, error, refetch } = useQuery(roleQuery(key))
  const totalOf = usePermissionTotal()
  const { data: holders } = useQuery({ ...holderTotalQuery(key), enabled: mayViewHolders && role !== undefined })
  const parts = [
    { name: 'permissions', label: t`Permissions`, total: role && totalOf(role.permissions) },
    ...(mayViewHolders ? [{ name: 'users', label: t`Users`, total: holders }] : []),
    ...useActivityPart(),
  ]
  const part = usePagePart(parts)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={role ? (role.name ?? key) : undefined}
        trail={[{ label: t`Organization roles`, to: '/organization-roles' }]}
        aside={role?.isReadOnly && <BuiltInBadge of="role" size="lg" />}
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
            {role && session.may(permission.manageOrganizationRoles) && <Actions role={role} />}
          </>
        }
      />
      <PageParts parts={parts} current={part} />
      {role ? (
        <>
          {part === 'permissions' && <Permissions role={role} holders={holders} />}
          {part === 'users' && <RoleHolders role={role} />}
          {part === 'activity' && <Activity filter={{ roleKey: role.key }} />}
        </>
      ) : (
        <Skeleton h={480} aria-busy />
      )}
    </>
  )
}

function Actions({ role: { key, isReadOnly } }: { role: Role }) {
  return (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/organization-roles/new" search={{ from: key }} {...props} />}
        leftSection={<IconCopyPlus size={16} aria-hidden />}
      >
        <Trans>Duplicate</Trans>
      </Button>
      {!isReadOnly && (
        <Button
          component={Link}
          to={`/organization-roles/${key}/edit`}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          <Trans>Edit</Trans>
        </Button>
      )}
    </>
  )
}

interface HeldRoleProps {
  role: Role
  /** How many users hold it. Undefined if unknown */
  holders: number | undefined
}

function Permissions({ role, holders }: HeldRoleProps) {
  const { t, i18n } = useLingui()
  const mayManage = useSession().may(permission.manageOrganizationRoles)
  const selection = useMemo(() => fromGrants(role.permissions), [role])
  return (
    <Stack gap="md">
      {role.isReadOnly && (
        <Notice title={t`This role is built in and cannot be changed or deleted`}>
          {i18n._(builtInReason(role.name))} {mayManage && <Trans>To change it, duplicate it and edit the copy.</Trans>}
        </Notice>
      )}
      <PermissionMatrix value={selection} isNarrowed />
      {mayManage && !role.isReadOnly && <Deletion role={role} holders={holders} />}
    </Stack>
  )
}

function Deletion({ role, holders }: HeldRoleProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <Panel title={t`Delete`}>
      <LifeStep
        text={t`Deletes the role. This cannot be undone. A role that somebody holds cannot be deleted.`}
        button={
          <Button variant="outline" color="red" onClick={() => setOpen(true)}>
            <Trans>Delete</Trans>
          </Button>
        }
      >
        <DeleteRoleDialog role={role} holders={holders} isOpen={isOpen} onClose={() => setOpen(false)} />
      </LifeStep>
    </Panel>
  )
}
