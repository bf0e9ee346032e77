import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { type Column, DataTable } from '../../../components/lists/data-table.tsx'
import { ItemLink } from '../../../components/lists/item-link.tsx'
import { SearchField } from '../../../components/lists/search-field.tsx'
import type { User } from '../queries.ts'
import { useAssetNames } from '../use-asset-names.ts'
import { useEnvironments } from '../use-environments.ts'
import { type UserPermission, userPermissionsQuery } from './queries.ts'

/** What the user may do in the organization at this moment, and which role gives it where. */
export function UserPermissions({ user }: { user: User }) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(userPermissionsQuery(user.key))
  const [search, setSearch] = useState('')
  const columns = useColumns(data ?? [])
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (data?.length === 0) {
    return (
      <EmptyState icon={IconShieldOff} title={t`No permissions`}>
        <Trans>
          The user holds no organization role at this moment. What end users may do is under end-user access.
        </Trans>
      </EmptyState>
    )
  }
  const words = search.trim().toLowerCase()
  const shown = data?.filter(({ name, category }) => `${category} ${name}`.toLowerCase().includes(words))
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm" maw={640}>
        <Trans>
          Everything that the organization roles of the user give at this moment, with what permissions bring along.
        </Trans>
      </Text>
      <search aria-label={t`Permissions`}>
        <SearchField label={t`Search permissions`} value={search} onChange={setSearch} />
      </search>
      <DataTable caption={t`Permissions`} columns={columns} items={shown} keyOf={({ key }) => key} />
    </Stack>
  )
}

function useColumns(permissions: readonly UserPermission[]): Column<UserPermission>[] {
  const { t } = useLingui()
  const { nameOf: environmentName } = useEnvironments()
  const assetName = useAssetNames(permissions.flatMap(({ sources }) => sources.flatMap(({ assetKeys }) => assetKeys)))
  const placesOf = ({ isEverywhere, environmentKeys, assetKeys, portfolioKeys }: UserPermission['sources'][number]) => {
    if (isEverywhere) return t`The whole organization`
    const places = [...environmentKeys.map(environmentName), ...assetKeys.map(assetName)]
    return places.length > 0 || portfolioKeys.length === 0 ? places.join(', ') : t`One portfolio`
  }
  return [
    {
      header: t`Permission`,
      render: ({ category, name }) => (
        <>
          {name}
          <Text size="xs" c="dimmed">
            {category}
          </Text>
        </>
      ),
    },
    {
      header: t`From the role`,
      render: ({ sources }) => (
        <Stack gap={2}>
          {sources.map((source) => (
            <span key={source.roleKey}>
              <ItemLink to={`/organization-roles/${source.roleKey}`}>
                <bdi>{source.roleName}</bdi>
              </ItemLink>{' '}
              <Text span size="xs" c="dimmed">
                <bdi>{placesOf(source)}</bdi>
              </Text>
            </span>
          ))}
        </Stack>
      ),
    },
  ]
}
