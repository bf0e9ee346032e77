import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { pageI18n } from '../../components/language/page-language.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { providerName } from '../../components/values/provider-name.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { emailTrustOptions, isBuiltIn, labelOf, providerTypeLabel } from './provider-labels.ts'
import { type Provider, providersQuery } from './queries.ts'

/** All identity providers. */
export default function ProvidersPage() {
  const { t } = useLingui()
  const session = useSession()
  const state = useListState({ sort: 'name' })
  const query = useQuery(providersQuery(state))
  return (
    <ListPage
      title={t`Identity providers`}
      description={t`Where users sign in: here with a password, or through your own providers.`}
      actions={
        session.may(permission.manageAuthentication) && (
          <Button component={Link} to="/identity-providers/new" leftSection={<IconPlus size={16} aria-hidden />}>
            <Trans>Create identity provider</Trans>
          </Button>
        )
      }
      state={state}
      query={query}
      columns={columns()}
      keyOf={({ key }) => key}
      searchLabel={t`Search identity providers by name`}
      searchHint={t`Search by name`}
      empty={
        <EmptyState icon={IconPlugConnected} title={t`No identity providers`}>
          <Trans>The built-in identity provider always exists.</Trans>
        </EmptyState>
      }
    />
  )
}

const columns = (): Column<Provider>[] => [
  {
    header: pageI18n()._(msg`Name`),
    render: (provider) => <NameCell to={`/identity-providers/${provider.key}`} name={providerName(provider)} />,
  },
  {
    header: pageI18n()._(msg`Type`),
    width: 190,
    from: 'xs',
    render: (provider) => (isBuiltIn(provider) ? <BuiltInBadge of="provider" /> : providerTypeLabel(provider.type)),
  },
  {
    header: pageI18n()._(msg`Trusted e-mail addresses`),
    width: 270,
    from: 'md',
    render: ({ emailTrustType }) => labelOf(emailTrustOptions, emailTrustType),
  },
  {
    header: pageI18n()._(msg`Changed`),
    width: 170,
    from: 'sm',
    render: ({ lastUpdatedDate }) => <TimeAgo time={lastUpdatedDate} />,
  },
]
