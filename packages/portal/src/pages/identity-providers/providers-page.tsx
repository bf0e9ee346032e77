import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { emailTrustOptions, isBuiltIn, labelOf, providerTypeLabel } from './provider-labels.ts'
import { type Provider, providersQuery } from './queries.ts'

/** All identity providers. */
export default function ProvidersPage() {
  const session = useSession()
  const state = useListState({ sort: 'name' })
  const query = useQuery(providersQuery(state))
  return (
    <ListPage
      title="Identity providers"
      description="People sign in where they have a profile: here with a password, or at a provider of your own."
      actions={
        session.may(permission.manageAuthentication) && (
          <Button component={Link} to="/identity-providers/new" leftSection={<IconPlus size={16} aria-hidden />}>
            Add identity provider
          </Button>
        )
      }
      state={state}
      query={query}
      columns={columns}
      keyOf={({ key }) => key}
      searchLabel="Search identity providers by name"
      empty={
        <EmptyState icon={IconPlugConnected} title="No identity providers">
          There is always at least the built-in one.
        </EmptyState>
      }
    />
  )
}

const columns: Column<Provider>[] = [
  {
    header: 'Name',
    render: (provider) => <NameCell to={`/identity-providers/${provider.key}`} name={provider.name ?? provider.key} />,
  },
  {
    header: 'Type',
    width: 190,
    from: 'xs',
    render: (provider) => (isBuiltIn(provider) ? <BuiltInBadge /> : providerTypeLabel(provider.type)),
  },
  {
    header: 'Trusted e-mails',
    width: 270,
    from: 'md',
    render: ({ emailTrustType }) => labelOf(emailTrustOptions, emailTrustType),
  },
  {
    header: 'Changed',
    width: 170,
    from: 'sm',
    render: ({ lastUpdatedDate }) => <TimeAgo time={lastUpdatedDate} />,
  },
]
