import { Button, Text } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { formatNumber } from '../../components/values/format-count.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { type Group, groupsQuery } from './queries.ts'

/** The groups of the environments in which the member may manage groups. */
export default function GroupsPage() {
  const session = useSession()
  const state = useListState({ id: 'groups', sort: 'name', filters: ['environment'] })
  const { environment } = state.filters
  const { data: environments = [] } = useQuery(environmentsQuery)
  const managed = environments.filter(({ key }) => session.may(permission.manageEndUserGroups, key))
  const query = useQuery(groupsQuery(state))
  const create = (
    <Button
      renderRoot={(props) => <Link to="/groups/new" search={{ environment }} {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      Create group
    </Button>
  )
  return (
    <ListPage
      title="End-user groups"
      description="A group gives its members the application roles of one environment: whoever joins has them, whoever leaves loses them."
      actions={create}
      state={state}
      query={query}
      columns={useColumns()}
      keyOf={({ key }) => key}
      searchLabel="Search groups by name"
      filters={
        <FilterSelect
          label="Environment"
          any="Any environment"
          options={managed.map(({ key, name }) => ({ value: key, label: name }))}
          value={environment}
          onChange={(value) => state.setFilter('environment', value)}
        />
      }
      empty={
        <EmptyState icon={IconUsersGroup} title="No groups yet" action={create}>
          Instead of granting roles to people one by one, put the people into a group, or let a claim of their identity
          provider do it when they sign in.
        </EmptyState>
      }
    />
  )
}

function useColumns(): Column<Group>[] {
  const nameOf = useEnvironmentNames()
  return [
    {
      header: 'Name',
      render: ({ key, name, description, environmentKey }) => (
        <NameCell
          to={`/groups/${key}`}
          name={name ?? key}
          description={description}
          aside={
            <Text span size="xs" c="dimmed" hiddenFrom="xs">
              {' '}
              in {nameOf(environmentKey)}
            </Text>
          }
        />
      ),
    },
    {
      id: 'environment',
      header: 'Environment',
      width: 180,
      from: 'xs',
      render: ({ environmentKey }) => nameOf(environmentKey),
    },
    {
      id: 'mappings',
      header: 'Claim mappings',
      width: 150,
      from: 'md',
      align: 'right',
      render: ({ groupIdpClaimMappings }) => formatNumber(groupIdpClaimMappings.length),
    },
    {
      id: 'changed',
      header: 'Changed',
      width: 170,
      from: 'sm',
      render: ({ updatedAt }) => <TimeAgo time={updatedAt} />,
    },
  ]
}
