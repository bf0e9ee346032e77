import { msg } from '@lingui/core/macro'
import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Session } from '../../api/session.ts'
import { findRoles } from '../../components/choices/find-roles.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { auditEntityLabel } from '../../components/values/audit-labels.ts'
import { type actions, actionsNamed, type actorTypes, type entityTypes, type results } from './action-options.ts'

export const auditFilters = [
  'action',
  'entityType',
  'entityKey',
  'subjectKey',
  'roleKey',
  'assetKey',
  'partOf',
  'actorType',
  'actorKey',
  'environment',
  'result',
  'period',
  'since',
  'to',
] as const

export type AuditState = ListState<(typeof auditFilters)[number]>

const hour = 3_600_000

/** Periods that end now. `range` is between two times. */
export const periods = {
  '1h': { label: msg`Last hour`, milliseconds: hour },
  '24h': { label: msg`Last 24 hours`, milliseconds: 24 * hour },
  '7d': { label: msg`Last 7 days`, milliseconds: 7 * 24 * hour },
  '30d': { label: msg`Last 30 days`, milliseconds: 30 * 24 * hour },
  range: { label: msg`Between two times…`, milliseconds: undefined },
} as const

const isPeriod = (text: string): text is keyof typeof periods => Object.hasOwn(periods, text)

/**
 * The filters for a request. A period ends now, so it is computed for each request. What is not possible goes to the server
 * as it is, which refuses it.
 */
export function auditQueryOf({ filters, search }: AuditState, now = Date.now()) {
  const { environment } = filters
  const { period = 'range' } = filters
  const span = isPeriod(period) ? periods[period].milliseconds : undefined
  const between = isPeriod(period) ? timestamp(filters.since) : period
  const since = span === undefined ? between : new Date(now - span).toISOString()
  const to = span === undefined ? timestamp(filters.to) : undefined
  const action = filters.action as (typeof actions)[number] | undefined
  const entityType = filters.entityType as (typeof entityTypes)[number] | undefined
  const actorType = filters.actorType as (typeof actorTypes)[number] | undefined
  const result = filters.result as (typeof results)[number] | undefined
  // The API knows no language.
  const named = search ? actionsNamed(search) : []
  const { entityKey, subjectKey, roleKey, assetKey, partOf, actorKey } = filters
  const isGrouped = !(
    environment ||
    action ||
    entityType ||
    entityKey ||
    subjectKey ||
    roleKey ||
    assetKey ||
    partOf ||
    search
  )
  return {
    ...(search ? { search } : {}),
    ...(named.length > 0 ? { searchAction: named } : {}),
    ...(action ? { action: [action] } : {}),
    ...(entityType ? { entityType: [entityType] } : {}),
    ...(entityKey ? { entityKey: [entityKey] } : {}),
    ...(subjectKey ? { subjectKey: [subjectKey] } : {}),
    ...(roleKey ? { roleKey: [roleKey] } : {}),
    ...(assetKey ? { assetKey: [assetKey] } : {}),
    ...(partOf ? { partOf: [partOf] } : {}),
    ...(actorType ? { actorType: [actorType] } : {}),
    ...(actorKey ? { actorKey: [actorKey] } : {}),
    ...(environment ? { environmentKey: [environment] } : {}),
    ...(result ? { result: [result] } : {}),
    ...(since ? { since } : {}),
    ...(to ? { to } : {}),
    // An import or a bulk change is one row, unless something is looked for that may be in it.
    ...(isGrouped ? { grouped: true } : {}),
  }
}

function timestamp(text: string | undefined): string | undefined {
  const time = new Date(text ?? '')
  return Number.isNaN(time.getTime()) ? text : time.toISOString()
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

const viewUsers = [permission.manageUsers, permission.viewMembers, permission.viewEndUsers] as const
const offered = 10

/** People and API clients whose names contain the text, of those whom the member may see. */
export const actorsQuery = (session: Session, text: string): ChoicesQuery => ({
  queryKey: ['audit-entries', 'actors', text],
  queryFn: ({ signal }) => findActors(session, text, signal),
})

async function findActors(session: Session, text: string, signal: AbortSignal): Promise<Choice[]> {
  const users = async (): Promise<Choice[]> => {
    const query = { nameOrEmailContains: text, limit: offered }
    const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
    return results.map(({ key, name, email }) => ({ value: key, label: name || email || key }))
  }
  const apiClients = async (): Promise<Choice[]> => {
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

/** What the trail has entries about, with a word of its name that begins with the text. */
export const targetsQuery = (session: Session, text: string): ChoicesQuery & { retry: boolean } => ({
  queryKey: ['audit-entries', 'targets', text],
  async queryFn({ signal }): Promise<Choice[]> {
    const query = { search: text, limit: 100 }
    const { results } = await answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
    // What was done in a stage is found by the stage's name.
    const stages = session.may(permission.viewStage) ? await queryClient.ensureQueryData(environmentsQuery) : []
    const named = [
      ...stages.map(({ key, name }) => ({ type: 'environment', key, name })),
      ...results.flatMap(({ entity, related }) => [entity, ...related]),
    ]
    const targets = new Map(
      named.flatMap(({ type, key, name }) =>
        name?.toLowerCase().includes(text.toLowerCase()) ? [[key, `${name} – ${auditEntityLabel(type)}`]] : [],
      ),
    )
    return [...targets].slice(0, offered).map(([value, label]) => ({ value, label }))
  },
  // Too short a text finds too much.
  retry: false,
})

/** The target's name in its last entry */
export const targetNameQuery = (key: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'target', key],
    async queryFn({ signal }) {
      const query = { entityKey: [key], limit: 1 }
      const { results } = await answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
      return results[0]?.entity.name ?? null
    },
    placeholderData: undefined,
  })

/** The role's name in the last entry that has it */
export const roleNameQuery = (key: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'role', key],
    async queryFn({ signal }) {
      const query = { roleKey: [key], limit: 1 }
      const { results } = await answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
      const [entry] = results
      return entry && ([entry.entity, ...entry.related].find((one) => one.key === key)?.name ?? null)
    },
    placeholderData: undefined,
  })

/** Organization roles and end-user roles, of those whose holders the member may see */
export const rolesQuery = (session: Session, text: string): ChoicesQuery => ({
  queryKey: ['audit-entries', 'roles', text],
  queryFn: async ({ signal }): Promise<Choice[]> => Object.values(await findRoles(session, text, signal)).flat(),
})

/** The address of a file with all entries that pass the filters, not only the page shown. */
export function exportUrl(state: AuditState, format: 'csv' | 'jsonl'): string {
  const parameters = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(auditQueryOf(state))) {
    for (const one of [value].flat()) parameters.append(name, String(one))
  }
  return addressOf(`/api/management/v1/audit-entries/export?${parameters}`)
}
