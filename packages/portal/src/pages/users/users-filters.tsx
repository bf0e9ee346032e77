import { useLingui } from '@lingui/react/macro'
import { TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { DormantFilter } from '../../components/lists/dormant-filter.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { MoreFilters } from '../../components/lists/more-filters.tsx'
import { statuses } from '../../components/values/statuses.ts'
import { AssetFilter } from './asset-fields.tsx'
import { domainsIn, type UsersState } from './queries.ts'

const shownStatuses = ['Active', 'Invited', 'PendingRegistration', 'Inactive'] as const

/** The filters beside the search. The rarely used ones are hidden at first. */
export function UsersFilters({ state }: { state: UsersState }) {
  const { t, i18n } = useLingui()
  const kinds = [
    { value: 'members', label: t`Members` },
    { value: 'end-users', label: t`End users` },
    { value: 'both', label: t`Members who are also end users` },
  ]
  const { filters, setFilter } = state
  const isNarrowed = Boolean(filters.environment || filters.asset || filters.domains || filters.dormant)
  return (
    <>
      <FilterSelect
        label={t`Status`}
        any={t`Any status`}
        options={shownStatuses.map((value) => ({ value, label: i18n._(statuses[value].label) }))}
        value={filters.status}
        onChange={(value) => setFilter('status', value)}
      />
      <FilterSelect
        label={t`Access`}
        any={t`Any access`}
        options={kinds}
        value={filters.access}
        onChange={(value) => setFilter('access', value)}
      />
      <MoreFilters isNarrowed={isNarrowed}>
        <RareFilters state={state} />
      </MoreFilters>
    </>
  )
}

function RareFilters({ state: { filters, setFilter } }: { state: UsersState }) {
  const session = useSession()
  const { t } = useLingui()
  const environments = useQuery({ ...environmentsQuery, enabled: session.may(permission.viewStage) })
  return (
    <>
      <FilterSelect
        label={t`Stage of the end-user role`}
        any={t`Any stage`}
        options={(environments.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
        value={filters.environment}
        onChange={(value) => setFilter('environment', value)}
      />
      <DormantFilter value={filters.dormant} onChange={(value) => setFilter('dormant', value)} />
      <AssetFilter value={filters.asset} onChange={(value) => setFilter('asset', value)} />
      <TagsInput
        aria-label={t`E-mail domains`}
        placeholder={filters.domains ? '' : t`Any e-mail domain`}
        value={domainsIn(filters.domains) ?? []}
        onChange={(domains) => setFilter('domains', domains.map(plainDomain).filter(Boolean).join(','))}
        maxTags={10}
        maxLength={253}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        w={250}
      />
    </>
  )
}

const plainDomain = (text: string): string => text.trim().toLowerCase().replace(/^.*@/, '')
