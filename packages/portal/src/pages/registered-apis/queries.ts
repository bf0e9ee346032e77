import { answer, type RegisteredApi, type ScopeHolder } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type { RegisteredApi, ScopeHolder }

export const registeredApisQuery = ({ key, limit, offset, search }: ListState) =>
  queryOptions({
    queryKey: ['registered-apis', 'list', key],
    queryFn({ signal }) {
      const query = { limit, offset, nameContains: search || undefined }
      return answer(managementApi.GET('/registered-apis', { params: { query }, signal }))
    },
  })

export const registeredApiQuery = (key: string) =>
  queryOptions({
    queryKey: ['registered-apis', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/registered-apis/{key}', { params: { path: { key } }, signal })),
    // No other API is shown while this one loads.
    placeholderData: undefined,
  })

export const holdersQuery = (key: string, { key: state, limit, offset }: ListState) =>
  queryOptions({
    queryKey: ['registered-apis', 'holders', key, state],
    queryFn: ({ signal }) =>
      answer(
        managementApi.GET('/registered-apis/{key}/grants', {
          params: { path: { key }, query: { limit, offset } },
          signal,
        }),
      ),
  })

/** API clients or sign-in applications that a text finds */
export const callerChoices = (type: ScopeHolder['type'], text: string): ChoicesQuery => ({
  queryKey: ['registered-apis', 'callers', type, text],
  async queryFn({ signal }) {
    const query = { nameContains: text || undefined, limit: 50 }
    const { results } = await (type === 'api-client'
      ? answer(managementApi.GET('/api-clients', { params: { query }, signal }))
      : answer(managementApi.GET('/relying-parties', { params: { query }, signal })))
    return results.map(({ key, name, clientId }) => ({ value: key, label: name, description: clientId }))
  },
})

/** After a change: what is shown is read again. */
export const invalidateRegisteredApis = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['registered-apis'] })

/** After a deletion: takes the API out of the cache, and the lists are read again. */
export function evictRegisteredApi(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['registered-apis', 'one', key] })
  return invalidateRegisteredApis()
}
