import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { TimeField } from '../../components/forms/time-field.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { MoreFilters } from '../../components/lists/more-filters.tsx'
import { statuses } from '../../components/values/statuses.ts'
import { actionOptions, actorOptions, entityOptions, results } from './action-options.ts'
import { FoundFilters } from './found-filters.tsx'
import { KeyPills } from './key-pills.tsx'
import { type AuditState, periods } from './queries.ts'

/** What happened and when. The other filters are hidden at first. */
export function AuditFilters({ state }: { state: AuditState }) {
  const { t, i18n } = useLingui()
  const { filters, setFilter } = state
  const isRange = filters.period === 'range' || (!filters.period && Boolean(filters.since || filters.to))
  return (
    <>
      <Select
        aria-label={t`Action`}
        placeholder={t`Any action`}
        data={withUnknown(filters.action, t`Unknown: ${{ value: filters.action ?? '' }}`)}
        value={filters.action ?? null}
        onChange={(value) => setFilter('action', value)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t`Any action` }}
        nothingFoundMessage={t`No such action`}
        w={{ base: 'calc(50% - 6px)', xs: 220 }}
      />
      <FilterSelect
        label={t`Time`}
        any={t`Any time`}
        options={Object.entries(periods).map(([value, { label }]) => ({ value, label: i18n._(label) }))}
        value={isRange ? 'range' : filters.period}
        onChange={(value) => setFilter('period', value)}
      />
      {isRange && (
        <>
          <TimeField label={t`From`} value={filters.since} onChange={(value) => setFilter('since', value)} />
          <TimeField
            label={t`Until`}
            value={filters.to}
            onChange={(value) => setFilter('to', value)}
            timeOfDay="23:59"
          />
        </>
      )}
      <MoreFilters isNarrowed={rareFilters.some((name) => filters[name] !== undefined)}>
        <RareFilters state={state} />
      </MoreFilters>
      <KeyPills state={state} />
    </>
  )
}

/** The actions, and what a link filters by that is none */
function withUnknown(action: string | undefined, label: string) {
  const groups = actionOptions()
  const isKnown = action === undefined || groups.some(({ items }) => items.some(({ value }) => value === action))
  return isKnown ? groups : [...groups, { value: action, label }]
}

const rareFilters = ['result', 'entityType', 'actorType', 'subjectKey', 'actorKey', 'roleKey', 'environment'] as const

function RareFilters({ state }: { state: AuditState }) {
  const { t, i18n } = useLingui()
  const { filters, setFilter } = state
  const session = useSession()
  const environments = useQuery({ ...environmentsQuery, enabled: session.may(permission.viewStage) })
  return (
    <>
      <FilterSelect
        label={t`Result`}
        any={t`Any result`}
        options={results.map((value) => ({ value, label: i18n._(statuses[value].label) }))}
        value={filters.result}
        onChange={(value) => setFilter('result', value)}
      />
      <FoundFilters state={state} />
      <FilterSelect
        label={t`Type of target`}
        any={t`Any type of target`}
        options={entityOptions()}
        value={filters.entityType}
        onChange={(value) => setFilter('entityType', value)}
      />
      <FilterSelect
        label={t`Type of actor`}
        any={t`Any type of actor`}
        options={actorOptions()}
        value={filters.actorType}
        onChange={(value) => setFilter('actorType', value)}
      />
      {environments.data && (
        <FilterSelect
          label={t`Stage`}
          any={t`Any stage`}
          options={environments.data.map(({ key, name }) => ({ value: key, label: name }))}
          value={filters.environment}
          onChange={(value) => setFilter('environment', value)}
        />
      )}
    </>
  )
}
