import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code } from '@mantine/core'
import { IconApi, IconPlus } from '@tabler/icons-react'
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
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { type RegisteredApi, registeredApisQuery } from './queries.ts'

const columns = (): Column<RegisteredApi>[] => [
  {
    header: pageI18n()._(msg`Name`),
    width: '35%',
    render: ({ key, name }) => <NameCell name={name} to={`/registered-apis/${key}`} />,
  },
  { header: pageI18n()._(msg`Audience`), from: 'sm', render: ({ audience }) => <Code>{audience}</Code> },
  { header: pageI18n()._(msg`Scopes`), width: 100, from: 'md', render: ({ scopes }) => scopes.length },
  {
    header: pageI18n()._(msg`Status`),
    width: 130,
    render: ({ isActive }) => <StatusBadge status={isActive ? 'Active' : 'Inactive'} isOfThing />,
  },
]

/** All registered APIs. */
export default function RegisteredApisPage() {
  const { t } = useLingui()
  const session = useSession()
  const state = useListState({ sort: 'name' })
  const query = useQuery(registeredApisQuery(state))
  const add = session.may(permission.manageAuthentication) && (
    <Button component={Link} to="/registered-apis/new" leftSection={<IconPlus size={16} aria-hidden />}>
      <Trans>Create API</Trans>
    </Button>
  )
  return (
    <ListPage
      title={t`APIs`}
      description={t`Your own APIs, for which API clients and sign-in applications get access tokens.`}
      actions={add}
      state={state}
      query={query}
      columns={columns()}
      keyOf={({ key }) => key}
      searchLabel={t`Search APIs by name`}
      empty={
        <EmptyState icon={IconApi} title={t`No APIs yet`} action={add}>
          <Trans>
            Create one for each API that your teams operate. That API checks the tokens itself: who calls, whether the
            token is meant for it, and what the caller may do.
          </Trans>
        </EmptyState>
      }
    />
  )
}
