import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { IconAppWindow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { joinNames } from '../../components/values/join-names.ts'
import { AssetFilter } from './asset-fields.tsx'
import { GrantApplicationRolesDialog } from './grant-application-roles-dialog.tsx'
import { nameOf } from './name-of.ts'
import {
  type HeldRole,
  type HeldRolesState,
  heldRoleFilters,
  heldRolesQuery,
  invalidateUsers,
  roleSources,
  type User,
} from './queries.ts'
import { RoleSource } from './role-source.tsx'
import { useAssetNames } from './use-asset-names.ts'
import { useEnvironments } from './use-environments.ts'

/** The application roles of a user, directly granted and through groups, by environment and asset. */
export function EndUserAccess({ user }: { user: User }) {
  const { t } = useLingui()
  const mayGrant = useSession().may(permission.manageEndUserAccess)
  const state = useListState({ sort: 'name', filters: heldRoleFilters })
  const query = useQuery(heldRolesQuery(user.key, state))
  const [isGranting, setGranting] = useState(false)
  const [revoked, setRevoked] = useState<HeldRole>()
  const columns = useColumns(query.data?.results ?? [], setRevoked)
  const grantButton = mayGrant && (
    <Button onClick={() => setGranting(true)}>
      <Trans>Grant roles</Trans>
    </Button>
  )
  const person = nameOf(user)
  const assetName = useAssetNames(query.data?.results.map(({ assetKey }) => assetKey) ?? [])
  const role = revoked && joinNames([revoked.name, assetName(revoked.assetKey)])
  const groups = revoked?.assignedGroups.map(({ name }) => bidiIsolate(name ?? '')).join(', ')
  // While it loads, as if there were some, so that the layout does not shift.
  const hasSome = state.isNarrowed || query.data?.results.length !== 0
  return (
    <>
      {hasSome && (
        <Group justify="space-between" mb="md">
          <Text c="dimmed" size="sm" maw={640}>
            <Trans>
              What the user may do in the applications. Roles that come from a group are revoked there, by changing the
              group or its members.
            </Trans>
          </Text>
          {grantButton}
        </Group>
      )}
      <List
        title={t`End-user roles`}
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        searchLabel={t`Search by role`}
        filters={<Filters state={state} />}
        empty={
          <EmptyState icon={IconAppWindow} title={t`No end-user role`} action={grantButton}>
            <Trans>
              The user has no role in an application, neither directly nor through a group, in the stages in which you
              may view end users.
            </Trans>
          </EmptyState>
        }
      />
      <GrantApplicationRolesDialog user={user} isOpen={isGranting} onClose={() => setGranting(false)} />
      <ConfirmDialog
        isOpen={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={t`Revoke the role?`}
        confirmLabel={t`Revoke`}
        isDangerous
        onConfirm={async () => {
          const path = { key: user.key, roleKey: revoked?.key ?? '' }
          await completed(identityApi.DELETE('/users/{key}/application-roles/{roleKey}', { params: { path } }))
          notifyOfSuccess(t`The role was revoked`)
          await invalidateUsers()
        }}
      >
        {revoked && revoked.assignedGroups.length > 0 ? (
          <Trans>
            The direct grant of {role} ends. <bdi>{person}</bdi> keeps the role through {groups}.
          </Trans>
        ) : (
          <Trans>
            <bdi>{person}</bdi> no longer has the role {role}. You can grant it again at any time.
          </Trans>
        )}
      </ConfirmDialog>
    </>
  )
}

function Filters({ state: { filters, setFilter } }: { state: HeldRolesState }) {
  const { t } = useLingui()
  const { environments } = useEnvironments()
  const sources = [
    { value: roleSources[0], label: t`Granted directly` },
    { value: 'GroupAssigned', label: t`Through groups, assigned` },
    { value: 'GroupMapped', label: t`Through groups, mapped` },
  ]
  return (
    <>
      <FilterSelect
        label={t`Stage`}
        any={t`Any stage`}
        options={environments.map(({ key, name }) => ({ value: key, label: name }))}
        value={filters.environment}
        onChange={(value) => setFilter('environment', value)}
      />
      <AssetFilter value={filters.asset} onChange={(value) => setFilter('asset', value)} />
      <FilterSelect
        label={t`Source`}
        any={t`Any source`}
        options={sources}
        value={filters.source}
        onChange={(value) => setFilter('source', value)}
      />
    </>
  )
}

function useColumns(roles: HeldRole[], onRevoke: (role: HeldRole) => void): Column<HeldRole>[] {
  const { t } = useLingui()
  const session = useSession()
  const { nameOf: environmentName } = useEnvironments()
  const assetName = useAssetNames(roles.map(({ assetKey }) => assetKey))
  const columns: Column<HeldRole>[] = [
    {
      header: t`Role`,
      sort: 'name',
      render: ({ name }) => <bdi>{name}</bdi>,
    },
    { header: t`Asset`, from: 'sm', render: ({ assetKey }) => <bdi>{assetName(assetKey)}</bdi> },
    { header: t`Stage`, from: 'sm', width: 130, render: ({ environmentKey }) => environmentName(environmentKey) },
    { header: t`Comes from`, render: (role) => <RoleSource role={role} /> },
  ]
  const revokeLabel = (role: string, asset: string, stage: string): string => t`Revoke ${role} of ${asset} in ${stage}`
  if (!session.may(permission.manageEndUserAccess)) return columns
  return [
    ...columns,
    {
      header: t`Actions`,
      isHeaderHidden: true,
      align: 'end',
      render: (role) =>
        // Roles through a group are revoked on the group's page.
        role.isDirectlyAssigned &&
        session.may(permission.manageEndUserAccess, role.environmentKey) && (
          <Button
            variant="default"
            size="xs"
            aria-label={revokeLabel(role.name ?? '', assetName(role.assetKey), environmentName(role.environmentKey))}
            onClick={() => onRevoke(role)}
          >
            <Trans>Revoke</Trans>
          </Button>
        ),
    },
  ]
}
