import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { permission } from '../../api/permission-names.ts'
import type { Session } from '../../api/session.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { actionOptions, actorOptions, entityOptions, resultOptions } from './action-options.ts'

export const auditFilters = [
  'action',
  'entityType',
  'entityKey',
  'actorType',
  'actorKey',
  'environment',
  'result',
  'period',
  'since',
  'to',
] as const

export type AuditState = ListState<(typeof auditFilters)[number]>
export type AuditEntry = Awaited<ReturnType<typeof fetchPage>>['results'][number]

const hour = 3_600_000

/** Periods that end now. `range` is between two times. */
export const periodOptions = [
  { value: '1h', label: 'Last hour', milliseconds: hour },
  { value: '24h', label: 'Last 24 hours', milliseconds: 24 * hour },
  { value: '7d', label: 'Last 7 days', milliseconds: 7 * 24 * hour },
  { value: '30d', label: 'Last 30 days', milliseconds: 30 * 24 * hour },
  { value: 'range', label: 'Between two times…', milliseconds: undefined },
] as const

/** The filters for a request. A period ends now, so it is computed for each request. */
export function auditQueryOf({ filters }: AuditState, now = Date.now()) {
  const { period, environment } = filters
  const span = periodOptions.find(({ value }) => value === period)?.milliseconds
  const since = span === undefined ? timestamp(filters.since) : new Date(now - span).toISOString()
  const to = span === undefined ? timestamp(filters.to) : undefined
  const actions = actionOptions.flatMap(({ items }) => items)
  const action = actions.find(({ value }) => value === filters.action)?.value
  const entityType = entityOptions.find(({ value }) => value === filters.entityType)?.value
  const actorType = actorOptions.find(({ value }) => value === filters.actorType)?.value
  const result = resultOptions.find(({ value }) => value === filters.result)?.value
  return {
    ...(action ? { action: [action] } : {}),
    ...(entityType ? { entityType: [entityType] } : {}),
    ...(filters.entityKey ? { entityKey: [filters.entityKey] } : {}),
    ...(actorType ? { actorType: [actorType] } : {}),
    ...(filters.actorKey ? { actorKey: [filters.actorKey] } : {}),
    ...(environment ? { environmentKey: [environment] } : {}),
    ...(result ? { result: [result] } : {}),
    ...(since ? { since } : {}),
    ...(to ? { to } : {}),
  }
}

/** A link can contain anything. An invalid time is no filter. */
function timestamp(text: string | undefined): string | undefined {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

export const auditQuery = (state: AuditState) =>
  queryOptions({
    queryKey: ['audit-entries', 'list', state.key],
    queryFn: ({ signal }) => fetchPage(state, signal),
  })

const fetchPage = (state: AuditState, signal: AbortSignal) =>
  answer(
    managementApi.GET('/audit-entries', {
      params: { query: { ...auditQueryOf(state), limit: state.limit, offset: state.offset, sort: state.sort } },
      signal,
    }),
  )

export const entryQuery = (key: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/audit-entries/{key}', { params: { path: { key } }, signal })),
    placeholderData: undefined,
    // Entries never change.
    staleTime: Number.POSITIVE_INFINITY,
  })

interface Actor {
  value: string
  label: string
}

const viewUsers = [permission.manageUsers, permission.viewMembers, permission.viewEndUsers] as const
const offered = 10

/** People and API clients whose names contain the text, of those whom the member may see. */
export const actorsQuery = (session: Session, text: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'actors', text],
    queryFn: ({ signal }) => findActors(session, text, signal),
  })

async function findActors(session: Session, text: string, signal: AbortSignal): Promise<Actor[]> {
  const users = async (): Promise<Actor[]> => {
    const query = { nameOrEmailContains: text, limit: offered }
    const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
    return results.map(({ key, name, email }) => ({ value: key, label: name || email || key }))
  }
  const apiClients = async (): Promise<Actor[]> => {
    const query = { nameContains: text, limit: offered }
    const { results } = await answer(managementApi.GET('/api-clients', { params: { query }, signal }))
    return results.map(({ key, name }) => ({ value: key, label: name }))
  }
  const kinds = [session.may(viewUsers) ? users() : [], session.may(permission.manageApiClients) ? apiClients() : []]
  return (await Promise.all(kinds)).flat()
}

/** The actor's name in their last entry. The audit trail also has the names of those who are deleted. */
export const actorNameQuery = (key: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'actor', key],
    async queryFn({ signal }) {
      const query = { actorKey: [key], limit: 1 }
      const { results } = await answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
      return results[0]?.actor.name ?? null
    },
    placeholderData: undefined,
  })

/** The address of a file with all entries that pass the filters, not only the page shown. */
export function exportUrl(state: AuditState, format: 'csv' | 'jsonl'): string {
  const parameters = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(auditQueryOf(state))) {
    for (const one of [value].flat()) parameters.append(name, one)
  }
  return addressOf(`/api/management/v1/audit-entries/export?${parameters}`)
}
