import { Anchor } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { ClaimCondition } from '../../components/values/claim-condition.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import classes from './identity-providers.module.css'
import { type MappingGroup, mappingGroupsQuery, type Provider } from './queries.ts'

/** The groups with a mapping of the provider's claims. */
export function ProviderMappings({ provider: { key } }: { provider: Provider }) {
  const state = useListState({ sort: 'name' })
  const query = useQuery(mappingGroupsQuery(key, state))
  const environmentName = useEnvironmentNames()
  const columns: Column<MappingGroup>[] = [
    { header: 'Group', render: ({ key, name }) => <NameCell to={`/groups/${key}`} name={name ?? key} /> },
    {
      header: 'Environment',
      width: 170,
      from: 'sm',
      render: ({ environmentKey }) => environmentName(environmentKey),
    },
    {
      header: 'Claims',
      render: ({ groupIdpClaimMappings }) => (
        <div className={classes.claims}>
          {groupIdpClaimMappings
            .filter(({ providerKey }) => providerKey === key)
            .map((mapping) => (
              <ClaimCondition key={mapping.key} claim={mapping.foreignClaim} />
            ))}
        </div>
      ),
    },
    {
      header: 'Actions',
      isHeaderHidden: true,
      width: 100,
      align: 'right',
      from: 'sm',
      render: ({ key, name }) => (
        <Anchor
          size="sm"
          aria-label={`Change the claim mappings of ${name}`}
          renderRoot={(props) => <Link to="/groups/$key" params={{ key }} search={{ part: 'mappings' }} {...props} />}
        >
          Change
        </Anchor>
      ),
    },
  ]
  return (
    <>
      <PartIntro>
        Whoever signs in through this provider with such a claim becomes a member of the group. Mappings are added and
        changed on the page of a group; these are those in the environments in which you manage groups.
      </PartIntro>
      <List
        title="Group mappings"
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        searchLabel="Search groups by name"
        empty={
          <EmptyState
            icon={IconArrowsJoin}
            title="No group maps a claim of this provider"
            action={
              <Anchor component={Link} to="/groups">
                To the end-user groups
              </Anchor>
            }
          >
            Open a group and add a claim mapping, and the right people are in it from their next sign-in on.
          </EmptyState>
        }
      />
    </>
  )
}
