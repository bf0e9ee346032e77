import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { useItemRun } from '../../components/bulk/use-item-run.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { formatNumber } from '../../components/values/format-number.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { GroupsSelection } from './groups-selection.tsx'
import { type Group, groupsQuery, invalidateGroupAccess } from './queries.ts'

/** The groups of the environments in which the member may manage groups. */
export default function GroupsPage() {
  const { t } = useLingui()
  const session = useSession()
  const state = useListState({ id: 'groups', sort: 'name', filters: ['environment'] })
  const { environment } = state.filters
  const { data: environments = [] } = useQuery(environmentsQuery)
  const managed = environments.filter(({ key }) => session.may(permission.manageEndUserGroups, key))
  const query = useQuery(groupsQuery(state))
  const selection = useSelection<Group>(({ key }) => key, JSON.stringify([state.search, state.filters]))
  const create = (
    <Button
      renderRoot={(props) => <Link to="/groups/new" search={{ environment }} {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      <Trans>Create group</Trans>
    </Button>
  )
  const run = useItemRun<Group>({ keyOf: ({ key }) => key, nameOf, onOver: invalidateGroupAccess })
  return (
    <>
      <ListPage
        title={t`End-user groups`}
        description={t`A group gives its members end-user roles of one stage. Members who leave the group lose them.`}
        actions={create}
        state={state}
        query={query}
        columns={useColumns()}
        keyOf={({ key }) => key}
        nameOf={nameOf}
        selection={selection}
        selectionActions={<GroupsSelection selection={selection} state={state} onRun={run.start} />}
        searchLabel={t`Search by name`}
        filters={
          <FilterSelect
            label={t`Stage`}
            any={t`Any stage`}
            options={managed.map(({ key, name }) => ({ value: key, label: name }))}
            value={environment}
            onChange={(value) => state.setFilter('environment', value)}
          />
        }
        empty={
          <EmptyState icon={IconUsersGroup} title={t`No groups yet`} action={create}>
            <Trans>
              Instead of granting roles one by one, add users to a group, or let a claim of their identity provider do
              it when they sign in.
            </Trans>
          </EmptyState>
        }
      />
      {run.dialog}
    </>
  )
}

const nameOf = ({ key, name }: Group): string => name ?? key

function useColumns(): Column<Group>[] {
  const { t } = useLingui()
  const environmentName = useEnvironmentNames()
  return [
    {
      header: t`Name`,
      render: ({ key, name, description }) => (
        <NameCell to={`/groups/${key}`} name={name ?? key} description={description} />
      ),
    },
    {
      id: 'environment',
      header: t`Stage`,
      width: 180,
      from: 'xs',
      render: ({ environmentKey }) => environmentName(environmentKey),
    },
    {
      id: 'mappings',
      header: t`Claim mappings`,
      width: 150,
      from: 'md',
      align: 'end',
      render: ({ groupIdpClaimMappings }) => formatNumber(groupIdpClaimMappings.length),
    },
    {
      id: 'changed',
      header: t`Changed`,
      width: 170,
      from: 'sm',
      render: ({ updatedAt }) => <TimeAgo time={updatedAt} />,
    },
  ]
}
