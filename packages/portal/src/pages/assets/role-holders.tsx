import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Pagination, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLockAccess, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { peopleChoices } from '../../components/bulk/people-choices.ts'
import { PeopleDialog } from '../../components/bulk/people-dialog.tsx'
import { TargetAction } from '../../components/bulk/target-action.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { SelectionBar } from '../../components/lists/selection-bar.tsx'
import { useExistingPage } from '../../components/lists/use-existing-page.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { PersonLines } from '../../components/people/person-lines.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { type Asset, type DefinedRole, type RoleHolder, roleHoldersQuery, rolePlacesQuery } from './queries.ts'

interface RoleHoldersProps {
  asset: Asset
  role: DefinedRole
  state: ListState<'stage'>
}

/** Who holds a role, stage by stage, directly or through a group. */
export function RoleHolders({ asset, role, state }: RoleHoldersProps) {
  const { t } = useLingui()
  const nameOf = useEnvironmentNames()
  const { data: places, error, refetch } = useQuery(rolePlacesQuery(asset.key, role))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!places) return <Skeleton h={200} role="status" aria-label={t`Loading`} />
  const [first] = places
  if (!first) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>The role does not exist in any stage in which you may view end users. Deploy the asset first.</Trans>
      </Text>
    )
  }
  const shown = places.find(({ environmentKey }) => environmentKey === state.filters.stage) ?? first
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t`Stage`}
        fullWidth
        data={places.map(({ environmentKey }) => ({ value: environmentKey, label: nameOf(environmentKey) }))}
        value={shown.environmentKey}
        onChange={(environmentKey) => state.setFilter('stage', environmentKey)}
      />
      <RoleActions key={`actions of ${shown.key}`} roleKey={shown.key} environmentKey={shown.environmentKey} />
      <Holders key={shown.key} roleKey={shown.key} environmentKey={shown.environmentKey} state={state} />
    </Stack>
  )
}

/** Grants the role to several people: found one by one, pasted, or from a file. */
function RoleActions({ roleKey, environmentKey }: { roleKey: string; environmentKey: string }) {
  const { t } = useLingui()
  const mayGrant = useSession().may(permission.manageEndUserAccess, environmentKey)
  const [isGranting, granting] = useDisclosure()
  return (
    <Group gap="xs">
      {mayGrant && (
        <Button size="xs" leftSection={<IconUserPlus size={14} aria-hidden />} onClick={granting.open}>
          <Trans>Grant to people</Trans>
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/access" search={{ role: roleKey }} {...props} />}
        leftSection={<IconLockAccess size={14} aria-hidden />}
      >
        <Trans>Who can access</Trans>
      </Button>
      <PeopleDialog
        action="GrantApplicationRole"
        target={roleKey}
        title={t`Grant the role`}
        isOpen={isGranting}
        onClose={granting.close}
        choices={peopleChoices}
      />
    </Group>
  )
}

interface HoldersProps {
  roleKey: string
  environmentKey: string
  state: ListState
}

const keyOf = ({ key }: RoleHolder): string => key
const nameOfHolder = ({ key, name, email }: RoleHolder): string => name || email || key

function Holders({ roleKey, environmentKey, state }: HoldersProps) {
  const { t } = useLingui()
  const mayRevoke = useSession().may(permission.manageEndUserAccess, environmentKey)
  const selection = useSelection<RoleHolder>(keyOf, roleKey)
  const columns: Column<RoleHolder>[] = [
    {
      header: t`Name`,
      render: (holder) => <PersonLines person={holder} />,
    },
    { header: t`Status`, width: 150, from: 'xs', render: ({ status }) => <StatusBadge status={status} /> },
  ]
  const { limit, page, setPage } = state
  const query = useQuery(roleHoldersQuery(roleKey, state))
  const isPastEnd = useExistingPage(state, query)
  const { data, error, refetch } = query
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data || isPastEnd) return <Skeleton h={160} role="status" aria-label={t`Loading`} />
  const total = data.page.totalResults ?? 0
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {total === 0 ? (
          <Trans>No user holds the role here.</Trans>
        ) : (
          <Plural
            value={total}
            one="# user, directly or through a group"
            other="# users, directly or through a group"
          />
        )}
      </Text>
      {mayRevoke && (
        <SelectionBar selection={selection} total={total}>
          <TargetAction
            action="RevokeApplicationRole"
            target={roleKey}
            selection={selection}
            keyOf={keyOf}
            matching={{ applicationRoleKey: roleKey }}
            total={total}
          />
        </SelectionBar>
      )}
      {total > 0 && (
        <DataTable
          caption={t`Users who hold the role`}
          columns={columns}
          items={data.results}
          keyOf={keyOf}
          nameOf={nameOfHolder}
          selection={mayRevoke ? selection : undefined}
        />
      )}
      {total > limit && (
        <Pagination
          size="sm"
          total={Math.ceil(total / limit)}
          value={page}
          onChange={setPage}
          getItemProps={(number) => ({ 'aria-label': t`Page ${number}` })}
          getControlProps={(control) => ({ 'aria-label': control === 'next' ? t`Next page` : t`Previous page` })}
        />
      )}
    </Stack>
  )
}
