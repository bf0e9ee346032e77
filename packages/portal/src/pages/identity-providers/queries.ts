import { answer, type Group, type IdentityProvider } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type Provider = IdentityProvider
export type ConnectionStep = components['schemas']['ConnectionStep']
export type OidcConfiguration = NonNullable<Provider['oidcConfiguration']>
export type MappingGroup = Group
export interface Trust {
  emailDomains: string[]
  trustsSecondFactor: boolean
}
export interface Assignments {
  organization: boolean
  environmentKeys: string[]
}

export const providersQuery = ({ key, limit, offset, search }: ListState) =>
  queryOptions({
    queryKey: ['identity-providers', 'list', key],
    queryFn({ signal }) {
      const query = { limit, offset, nameContains: search || undefined }
      return answer(identityApi.GET('/identity-providers', { params: { query }, signal }))
    },
  })

export const providerQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-providers', 'one', key],
    queryFn: ({ signal }) =>
      answer(identityApi.GET('/identity-providers/{key}', { params: { path: { key } }, signal })),
    // No other provider is shown while this one loads.
    placeholderData: undefined,
  })

/** For whom the provider may be used. It needs the permission to manage authentication. */
export const assignmentsQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-providers', 'assignments', key],
    queryFn: ({ signal }): Promise<Assignments> =>
      answer(managementApi.GET('/identity-providers/{key}/assignments', { params: { path: { key } }, signal })),
    placeholderData: undefined,
  })

/** What to register at providers. It needs the permission to manage authentication. */
export const connectionQuery = queryOptions({
  queryKey: ['identity-providers', 'connection'],
  queryFn: ({ signal }) => answer(managementApi.GET('/identity-provider-connection', { signal })),
})

/** What the last try of the connection has shown: it is tried after each save, and when somebody asks for it. */
export const connectionTestQuery = (key: string) =>
  queryOptions({
    queryKey: ['connection-tests', key],
    queryFn: () =>
      answer(managementApi.POST('/identity-providers/{key}/test', { params: { path: { key } }, body: {} })),
    placeholderData: undefined,
    enabled: false,
    staleTime: 0,
    retry: false,
  })

/** Tries the connection to a provider that has just been saved. Nobody waits for it: its page shows what is wrong. */
export const tryConnection = (key: string): void => void queryClient.prefetchQuery(connectionTestQuery(key))

/** The certificates of a SAML provider. It needs the permission to manage authentication. */
export const samlStatusQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-providers', 'saml-status', key],
    queryFn: ({ signal }) =>
      answer(managementApi.GET('/identity-providers/{key}/saml-status', { params: { path: { key } }, signal })),
    placeholderData: undefined,
  })

/** The organization's own SAML keys. It needs the permission to manage authentication. */
export const samlKeysQuery = queryOptions({
  queryKey: ['identity-providers', 'saml-keys'],
  queryFn: ({ signal }) => answer(managementApi.GET('/saml-keys', { signal })),
})

/** What the provider is trusted for. It needs the permission to manage authentication. */
export const trustQuery = (key: string) =>
  queryOptions({
    queryKey: ['identity-providers', 'trust', key],
    queryFn: ({ signal }): Promise<Trust> =>
      answer(managementApi.GET('/identity-providers/{key}/trust', { params: { path: { key } }, signal })),
    placeholderData: undefined,
  })

/** The groups that map a claim of the provider. */
export const mappingGroupsQuery = (key: string, state: Pick<ListState, 'key' | 'limit' | 'offset' | 'search'>) =>
  queryOptions({
    queryKey: ['groups', 'of-provider', key, state.key],
    queryFn({ signal }) {
      const { limit, offset, search } = state
      const query = { limit, offset, identityProviderKey: key, nameContains: search || undefined }
      return answer(identityApi.GET('/groups', { params: { query }, signal }))
    },
  })

/** After a change: what is shown is read again. */
export const invalidateProviders = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['identity-providers'] })

/** After a deletion: takes the provider out of the cache, and the lists are read again. */
export function evictProvider(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['identity-providers', 'one', key] })
  return invalidateProviders()
}
