import { Anchor, Pagination, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, identity } from '../../api/client.ts'
import { useEnvironmentNames } from '../../components/environments.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { counted } from '../../components/numbers.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { type Asset, type DefinedRole, rolePlacesQuery } from './asset-queries.ts'
import classes from './assets.module.css'

/** Who holds a role, stage by stage, directly or through a group. */
export function RoleHolders({ asset, role }: { asset: Asset; role: DefinedRole }) {
  const nameOf = useEnvironmentNames()
  const { data: places, error, refetch } = useQuery(rolePlacesQuery(asset.key, role))
  const [chosen, choose] = useState<string>()
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!places) return <Skeleton h={200} role="status" aria-label="Loading" />
  const [first] = places
  if (!first) {
    return (
      <Text size="sm" c="dimmed">
        The role exists in no stage in which you may view end users. Deploy the asset first.
      </Text>
    )
  }
  const shown = chosen ?? first.key
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="Stage"
        fullWidth
        data={places.map(({ key, environmentKey }) => ({ value: key, label: nameOf(environmentKey) }))}
        value={shown}
        onChange={choose}
      />
      <Holders key={shown} roleKey={shown} />
    </Stack>
  )
}

const pageSize = 20

function Holders({ roleKey }: { roleKey: string }) {
  const [page, setPage] = useState(1)
  const { data, error, refetch } = useQuery({
    queryKey: ['assets', 'role-holders', roleKey, page],
    queryFn: ({ signal }) =>
      answer(
        identity.GET('/application-roles/{key}/users', {
          params: { path: { key: roleKey }, query: { limit: pageSize, offset: (page - 1) * pageSize } },
          signal,
        }),
      ),
  })
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data) return <Skeleton h={160} role="status" aria-label="Loading" />
  const total = data.page.totalResults ?? 0
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {total === 0 ? 'Nobody holds it here.' : `${counted(total, 'user')}, directly or through a group`}
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
      {total > pageSize && (
        <Pagination
          size="sm"
          total={Math.ceil(total / pageSize)}
          value={page}
          onChange={setPage}
          getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
          getControlProps={(control) => ({ 'aria-label': `${control === 'next' ? 'Next' : 'Previous'} page` })}
        />
      )}
    </Stack>
  )
}
