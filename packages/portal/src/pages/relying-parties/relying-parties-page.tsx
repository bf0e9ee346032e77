import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAppWindow, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { pageI18n } from '../../components/language/page-language.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type RelyingPartySummary, relyingPartiesQuery } from './queries.ts'
import { labelOf, optionsOf, relyingPartyTypes } from './relying-party-labels.ts'

const columns = (): Column<RelyingPartySummary>[] => [
  {
    header: pageI18n()._(msg`Name`),
    sort: 'name',
    width: '40%',
    render: ({ key, name }) => <NameCell name={name} to={`/sign-in-applications/${key}`} />,
  },
  { header: pageI18n()._(msg`Status`), render: ({ status }) => <StatusBadge status={status} isOfThing /> },
  { header: pageI18n()._(msg`Type`), from: 'sm', render: ({ type }) => labelOf(relyingPartyTypes, type) },
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
  <Button component={Link} to="/sign-in-applications/new" leftSection={<IconPlus size={16} aria-hidden />}>
    <Trans>Create application</Trans>
  </Button>
)

/** All applications that sign people in. */
export default function RelyingPartiesPage() {
  const { t } = useLingui()
  const state = useListState({ sort: 'name', filters: ['type'] })
  const type = relyingPartyTypes.find(({ value }) => value === state.filters.type)?.value
  const query = useQuery(relyingPartiesQuery(state))
  return (
    <ListPage
      title={t`Sign-in applications`}
      description={t`Your applications whose users sign in here, through OpenID Connect.`}
      actions={create}
      state={state}
      query={query}
      columns={columns()}
      keyOf={({ key }) => key}
      searchLabel={t`Search sign-in applications by name`}
      searchHint={t`Search by name`}
      filters={
        <FilterSelect
          label={t`Type`}
          any={t`Any type`}
          options={optionsOf(relyingPartyTypes)}
          value={type}
          onChange={(value) => state.setFilter('type', value)}
        />
      }
      empty={
        <EmptyState icon={IconAppWindow} title={t`No sign-in applications yet`} action={create}>
          <Trans>
            An application that you add here sends its users to your sign-in page and receives who they are and which
            roles they have. Users sign in once for all applications.
          </Trans>
        </EmptyState>
      }
    />
  )
}
