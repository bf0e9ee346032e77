import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const state = useListState({ sort: 'name' })
  const query = useQuery(mappingGroupsQuery(key, state))
  const environmentName = useEnvironmentNames()
  const columns: Column<MappingGroup>[] = [
    { header: t`Group`, render: ({ key, name }) => <NameCell to={`/groups/${key}`} name={name ?? key} /> },
    {
      header: t`Stage`,
      width: 170,
      from: 'sm',
      render: ({ environmentKey }) => environmentName(environmentKey),
    },
    {
      header: t`Claims`,
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
      header: t`Actions`,
      isHeaderHidden: true,
      width: 100,
      align: 'end',
      from: 'sm',
      render: ({ key, name }) => (
        <Anchor
          size="sm"
          aria-label={t`Edit the claim mappings of ${name}`}
          renderRoot={(props) => <Link to="/groups/$key" params={{ key }} search={{ part: 'mappings' }} {...props} />}
        >
          <Trans>Edit</Trans>
        </Anchor>
      ),
    },
  ]
  return (
    <>
      <PartIntro>
        <Trans>
          Users who sign in through this provider with a matching claim become members of the group. You add and edit
          mappings on the page of a group. The list shows the stages in which you manage groups.
        </Trans>
      </PartIntro>
      <List
        title={t`Group mappings`}
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        searchLabel={t`Search groups by name`}
        empty={
          <EmptyState
            icon={IconArrowsJoin}
            title={t`No mappings yet`}
            action={
              <Anchor component={Link} to="/groups">
                <Trans>Go to end-user groups</Trans>
              </Anchor>
            }
          >
            <Trans>Open a group and add a claim mapping. It applies from the next sign-in of each user on.</Trans>
          </EmptyState>
        }
      />
    </>
  )
}
