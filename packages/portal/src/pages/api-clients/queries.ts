import { type ApiClientDetails, type ApiClient as ApiClientSummary, answer, completed } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { queryClient } from '../../api/query-client.ts'
import { readAll } from '../../components/lists/read-all.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'
import type { PublicJwk } from './read-public-keys.ts'
import { readOperations } from './try-it/read-operations.ts'

export type { ApiClientDetails, ApiClientSummary }

type ApiClientStatus = ApiClientSummary['status']

export const apiClientStatuses = ['Available', 'NeedsAttention', 'Expired', 'Suspended'] as const

export type ApiClientsState = ListState<'status'>

function matchingOf({ sort, search, filters }: ApiClientsState) {
  // What no status is, the server refuses.
  const status = filters.status as ApiClientStatus | undefined
  return { sort, nameContains: search || undefined, status }
}

export const apiClientsQuery = (state: ApiClientsState) =>
  queryOptions({
    queryKey: ['api-clients', 'list', state.key],
    queryFn({ signal }) {
      const { limit, offset } = state
      const query = { limit, offset, ...matchingOf(state) }
      return answer(managementApi.GET('/api-clients', { params: { query }, signal }))
    },
  })

/** All that match the search and the filters, in the order of the list */
export const findMatchingApiClients = (state: ApiClientsState): Promise<ApiClientSummary[]> =>
  readAll(
    (page) => answer(managementApi.GET('/api-clients', { params: { query: { ...page, ...matchingOf(state) } } })),
    ({ key }) => key,
  )

export const apiClientQuery = (key: string) =>
  queryOptions({
    queryKey: ['api-clients', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/api-clients/{key}', { params: { path: { key } }, signal })),
    // No other client is shown while this one loads.
    placeholderData: undefined,
  })

/** The registered APIs of which the client has scopes */
export const heldApisQuery = (key: string, { key: state, limit, offset }: ListState) =>
  queryOptions({
    queryKey: ['api-clients', 'apis', key, state],
    queryFn({ signal }) {
      const params = { path: { key }, query: { limit, offset } }
      return answer(managementApi.GET('/api-clients/{key}/registered-apis', { params, signal }))
    },
  })

export type ApiClientUse = components['schemas']['ApiClientUse']
export type UsePeriod = components['schemas']['ApiClientUsePeriod']

const [day, week, month] = ['Day', 'Week', 'Month'] as const satisfies readonly UsePeriod[]
export const periodsOfUse = { day, week, month }

/**
 * How often the client got tokens, called APIs and was refused. The server stores what it counted every 10 seconds, and so
 * often it is read again while the page is visible.
 */
export const apiClientUseQuery = (key: string, period: UsePeriod) =>
  queryOptions({
    queryKey: ['api-clients', 'use', key, period],
    queryFn: ({ signal }) =>
      answer(managementApi.GET('/api-clients/{key}/use', { params: { path: { key }, query: { period } }, signal })),
    refetchInterval: 10_000,
  })

/** Every operation of every API */
export const operationsQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: readOperations,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Changes the keys that the client has now, or the address of its keys */
export type ChangeKeys = (
  work: (keys: PublicJwk[]) => Pick<components['schemas']['ApiClientUpdateRequest'], 'jwks' | 'jwksUri'>,
) => Promise<void>

/** Changes the keys as they are now. Where somebody else changes the client meanwhile, the server refuses it. */
export async function changeKeys(key: string, work: Parameters<ChangeKeys>[0]): Promise<void> {
  const path = { key }
  const now = await answer(managementApi.GET('/api-clients/{key}', { params: { path } }))
  const body = work(now.jwks?.keys ?? [])
  await completed(managementApi.PATCH('/api-clients/{key}', { params: { path, header: ifMatchOf(now) }, body }))
  await invalidateApiClients()
}

/** After a change: what is shown is read again. */
export const invalidateApiClients = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['api-clients'] })

/** After a deletion: takes the client out of the cache, and the lists are read again. */
export function evictApiClient(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['api-clients', 'one', key] })
  return invalidateApiClients()
}
