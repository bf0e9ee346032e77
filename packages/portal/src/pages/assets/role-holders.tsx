import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Pagination, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLockAccess, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { peopleChoices } from '../../components/bulk/people-choices.ts'
import { PeopleDialog } from '../../components/bulk/people-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import classes from './assets.module.css'
import { type Asset, type DefinedRole, roleHoldersQuery, rolePlacesQuery } from './queries.ts'

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
      <Holders key={shown.key} roleKey={shown.key} state={state} />
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

function Holders({ roleKey, state }: { roleKey: string; state: ListState }) {
  const { t } = useLingui()
  const { limit, page, setPage } = state
  const { data, error, refetch } = useQuery(roleHoldersQuery(roleKey, state))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data) return <Skeleton h={160} role="status" aria-label={t`Loading`} />
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
      <ul className={classes.list}>
        {data.results.map(({ key, name, email, status }) => (
          <li key={key} className={classes.item}>
            <div className={classes.words}>
              <Anchor component={Link} to={`/users/${key}`} fw={550} size="sm">
                <bdi>{name || email || key}</bdi>
              </Anchor>
              {name && email && (
                <Text size="xs" c="dimmed" truncate>
                  <bdi>{email}</bdi>
                </Text>
              )}
            </div>
            <StatusBadge status={status} />
          </li>
        ))}
      </ul>
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
