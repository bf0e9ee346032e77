import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { TimeField } from '../../components/forms/time-field.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { actionOptions, actorOptions, entityOptions, resultOptions } from './action-options.ts'
import { ActorFilter } from './actor-filter.tsx'
import { KeyPills } from './key-pills.tsx'
import { type AuditState, periodOptions } from './queries.ts'

export function AuditFilters({ state }: { state: AuditState }) {
  const { filters, setFilter } = state
  const session = useSession()
  const environments = useQuery({ ...environmentsQuery, enabled: session.may(permission.viewStage) })
  const isRange = filters.period === 'range' || (!filters.period && Boolean(filters.since || filters.to))
  return (
    <>
      <Select
        aria-label="Action"
        placeholder="Any action"
        data={actionOptions}
        value={filters.action ?? null}
        onChange={(value) => setFilter('action', value)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any action' }}
        nothingFoundMessage="No such action"
        w={{ base: 'calc(50% - 6px)', xs: 250 }}
      />
      <FilterSelect
        label="Kind of thing"
        any="Any kind of thing"
        options={entityOptions}
        value={filters.entityType}
        onChange={(value) => setFilter('entityType', value)}
      />
      <FilterSelect
        label="Kind of actor"
        any="By anybody"
        options={[...actorOptions]}
        value={filters.actorType}
        onChange={(value) => setFilter('actorType', value)}
      />
      <ActorFilter state={state} />
      <FilterSelect
        label="Result"
        any="Any result"
        options={[...resultOptions]}
        value={filters.result}
        onChange={(value) => setFilter('result', value)}
      />
      {environments.data && (
        <FilterSelect
          label="Environment"
          any="Any environment"
          options={environments.data.map(({ key, name }) => ({ value: key, label: name }))}
          value={filters.environment}
          onChange={(value) => setFilter('environment', value)}
        />
      )}
      <FilterSelect
        label="Time"
        any="At any time"
        options={periodOptions.map(({ value, label }) => ({ value, label }))}
        value={isRange ? 'range' : filters.period}
        onChange={(value) => setFilter('period', value)}
      />
      {isRange && (
        <>
          <TimeField label="From" value={filters.since} onChange={(value) => setFilter('since', value)} />
          <TimeField label="Until" value={filters.to} onChange={(value) => setFilter('to', value)} timeOfDay="23:59" />
        </>
      )}
      <KeyPills state={state} />
    </>
  )
}
