import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type AssetDetails, type Asset as AssetSummary, answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type Asset = AssetDetails
export type { AssetSummary }
export type AssetType = Asset['type']
export type DefinedRole = Asset['applicationRoles'][number]

const assetTypeLabels: Record<AssetType, MessageDescriptor> = {
  WebApplication: msg`Web application`,
  MobileApplication: msg`Mobile application`,
  Workflow: msg`Workflow`,
  Agent: msg`Agent`,
  LowCodeLibrary: msg`Low-code library`,
  ExtensionLibrary: msg`Extension library`,
  ExternalLibrary: msg`External library`,
  WidgetLibrary: msg`Widget library`,
  MobileLibrary: msg`Mobile library`,
  ExternalConnection: msg`External connection`,
  AIModelConnection: msg`AI model connection`,
  SearchServiceConnection: msg`Search service connection`,
  MCPConnection: msg`MCP connection`,
  A2AConnection: msg`A2A connection`,
  KnowledgeBase: msg`Knowledge base`,
}

const assetTypes = Object.keys(assetTypeLabels) as AssetType[]

/** In the page's language */
export const assetTypeLabel = (type: AssetType): string => pageI18n()._(assetTypeLabels[type])

export const assetTypeOptions = (): { value: AssetType; label: string }[] =>
  assetTypes.map((value) => ({ value, label: assetTypeLabel(value) }))

/** The type that a URL names, if it is one */
export const assetTypeNamed = (name: string | undefined): AssetType | undefined =>
  assetTypes.find((type) => type === name)

export const assetsQuery = (state: ListState<'type' | 'portfolio'>) =>
  queryOptions({
    queryKey: ['assets', 'list', state.key],
    queryFn({ signal }) {
      const { limit, offset, sort, search, filters } = state
      const type = assetTypeNamed(filters.type)
      const query = {
        limit,
        offset,
        sort,
        nameContains: search || undefined,
        type: type && [type],
        portfolioKey: filters.portfolio,
      }
      return answer(managementApi.GET('/assets', { params: { query }, signal }))
    },
  })

export const assetQuery = (key: string) =>
  queryOptions({
    queryKey: ['assets', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/assets/{key}', { params: { path: { key } }, signal })),
    placeholderData: undefined,
  })

/** Its newest revisions */
export const revisionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['assets', 'revisions', key],
    queryFn({ signal }) {
      const params = { path: { key }, query: { limit: 10 } }
      return answer(managementApi.GET('/assets/{key}/revisions', { params, signal }))
    },
    placeholderData: undefined,
  })

/** Who holds the role of one environment, directly or through a group. */
export const roleHoldersQuery = (roleKey: string, { limit, offset, page }: ListState) =>
  queryOptions({
    queryKey: ['assets', 'role-holders', roleKey, page],
    queryFn: ({ signal }) => fetchRoleHolders(roleKey, { limit, offset }, signal),
  })

const fetchRoleHolders = (key: string, query: { limit: number; offset: number }, signal: AbortSignal) =>
  answer(identityApi.GET('/application-roles/{key}/users', { params: { path: { key }, query }, signal }))

export type RoleHolder = Awaited<ReturnType<typeof fetchRoleHolders>>['results'][number]

/** The role in each environment in which the member may view end users. Each has a key of its own. */
export const rolePlacesQuery = (assetKey: string, role: DefinedRole) =>
  queryOptions({
    queryKey: ['assets', 'role-places', assetKey, role.externalKey],
    async queryFn({ signal }) {
      const query = { assetKey, nameContains: role.name, limit: 100 }
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      return results.filter(({ externalKey }) => externalKey === role.externalKey)
    },
    placeholderData: undefined,
  })

/** After a change: what is shown is read again. */
export const invalidateAssets = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['assets'] })

/** After a deletion: takes the asset out of the cache, and the lists are read again. */
export function evictAsset(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['assets', 'one', key] })
  return invalidateAssets()
}
