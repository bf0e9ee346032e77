import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useItemRun } from '../../components/bulk/use-item-run.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { pageI18n } from '../../components/language/page-language.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { statuses } from '../../components/values/statuses.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { ApiClientsSelection } from './api-clients-selection.tsx'
import { type ApiClientSummary, apiClientStatuses, apiClientsQuery, invalidateApiClients } from './queries.ts'
import { SecretExpiry } from './secret-expiry.tsx'

const keyOf = ({ key }: ApiClientSummary): string => key
const nameOf = ({ name }: ApiClientSummary): string => name

const columns = (): Column<ApiClientSummary>[] => [
  {
    header: pageI18n()._(msg`Name`),
    sort: 'name',
    width: '45%',
    render: ({ key, name, description }) => (
      <NameCell name={name} to={`/api-clients/${key}`} description={description} />
    ),
  },
  { id: 'status', header: pageI18n()._(msg`Status`), render: ({ status }) => <StatusBadge status={status} /> },
  {
    header: pageI18n()._(msg`Secret expires`),
    sort: 'secretExpiresAt',
    from: 'sm',
    render: (client) => <SecretExpiry client={client} />,
  },
  {
    header: pageI18n()._(msg`Last used`),
    sort: 'lastUsedAt',
    from: 'md',
    render: ({ lastUsedAt }) => <TimeAgo time={lastUsedAt} />,
  },
  {
    header: pageI18n()._(msg`Created`),
    sort: 'createdAt',
    from: 'lg',
    render: ({ createdAt }) => <TimeAgo time={createdAt} />,
  },
]

const create = (
  <Button component={Link} to="/api-clients/new" leftSection={<IconPlus size={16} aria-hidden />}>
    <Trans>Create API client</Trans>
  </Button>
)

/** All API clients. */
export default function ApiClientsPage() {
  const { t, i18n } = useLingui()
  const state = useListState({ id: 'api-clients', sort: 'name', filters: ['status'] })
  const status = apiClientStatuses.find((one) => one === state.filters.status)
  const query = useQuery(apiClientsQuery(state))
  const selection = useSelection<ApiClientSummary>(keyOf, JSON.stringify([state.search, state.filters]))
  const { start, dialog } = useItemRun<ApiClientSummary>({
    keyOf,
    nameOf,
    onOver: invalidateApiClients,
  })
  return (
    <>
      <ListPage
        title={t`API clients`}
        description={t`Programs that call the APIs with a client ID and a secret of their own.`}
        actions={create}
        state={state}
        query={query}
        columns={columns()}
        keyOf={keyOf}
        nameOf={nameOf}
        selection={selection}
        selectionActions={<ApiClientsSelection selection={selection} state={state} onRun={start} />}
        searchLabel={t`Search API clients by name or client ID`}
        searchHint={t`Name or client ID`}
        filters={
          <FilterSelect
            label={t`Status`}
            any={t`Any status`}
            options={apiClientStatuses.map((value) => ({ value, label: i18n._(statuses[value].label) }))}
            value={status}
            onChange={(value) => state.setFilter('status', value)}
          />
        }
        empty={
          <EmptyState icon={IconKey} title={t`No API clients yet`} action={create}>
            <Trans>
              An API client lets a program, such as a nightly import, manage users over the APIs. It gets a client ID
              and a secret, and the permissions that you give it.
            </Trans>
          </EmptyState>
        }
      />
      {dialog}
    </>
  )
}
