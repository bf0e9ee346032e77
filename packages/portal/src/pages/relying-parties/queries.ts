import {
  answer,
  type RelyingPartyChanges,
  type RelyingPartyDetails,
  type RelyingParty as RelyingPartySummary,
} from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import { findDeployedAssets } from '../../components/choices/find-deployed-assets.ts'
import { choicesOf } from '../../components/choices/places-of.ts'
import type { Choice } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { relyingPartyTypes } from './relying-party-labels.ts'

export type { RelyingPartyChanges, RelyingPartyDetails, RelyingPartySummary }

export const relyingPartiesQuery = (state: ListState<'type'>) =>
  queryOptions({
    queryKey: ['relying-parties', 'list', state.key],
    queryFn({ signal }) {
      const { limit, offset, sort, search, filters } = state
      const type = relyingPartyTypes.find(({ value }) => value === filters.type)?.value
      const query = { limit, offset, sort, nameContains: search || undefined, type }
      return answer(managementApi.GET('/relying-parties', { params: { query }, signal }))
    },
  })

export const relyingPartyQuery = (key: string) =>
  queryOptions({
    queryKey: ['relying-parties', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/relying-parties/{key}', { params: { path: { key } }, signal })),
    // No other one is shown while this one loads.
    placeholderData: undefined,
  })

/** The names of the roles or groups that may use it, as far as the member may see them */
export const allowedUsersQuery = ({ key, allowedUsers }: RelyingPartyDetails) =>
  queryOptions({
    queryKey: ['relying-parties', 'allowedUsers', key, allowedUsers],
    async queryFn({ signal }): Promise<Choice[]> {
      const { applicationRoleKeys = [], groupKeys = [] } = allowedUsers
      const [roles, groups] = await Promise.all([findRoles(applicationRoleKeys, signal), findGroups(groupKeys, signal)])
      return [...roles, ...groups]
    },
    placeholderData: undefined,
  })

async function findRoles(keys: readonly string[], signal: AbortSignal): Promise<Choice[]> {
  if (keys.length === 0) return []
  const query = { key: keys.join(','), limit: 100 }
  const found = answer(identityApi.GET('/application-roles', { params: { query }, signal }))
  const { results } = await found.catch(() => ({ results: [] }))
  return choicesOf(results.map(({ key, name, assetKey }) => ({ key, name, assetKey })))
}

async function findGroups(keys: readonly string[], signal: AbortSignal): Promise<Choice[]> {
  const found = await Promise.allSettled(
    keys.map((key) => answer(identityApi.GET('/groups/{key}', { params: { path: { key } }, signal }))),
  )
  return found.flatMap((one) =>
    one.status === 'fulfilled' ? [{ value: one.value.key, label: one.value.name ?? one.value.key }] : [],
  )
}

/** The assets that are deployed in a stage, as far as the member may see them. */
export const stageAssetsQuery = (environmentKey: string | null) =>
  queryOptions({
    queryKey: ['relying-parties', 'assets', environmentKey],
    queryFn: ({ signal }) =>
      environmentKey === null
        ? Promise.resolve([])
        : findDeployedAssets({ environmentKey, limit: 100 }, signal).catch(() => []),
    placeholderData: undefined,
  })

/** The registered APIs of which the application has scopes */
export const heldApisQuery = (key: string, { key: state, limit, offset }: ListState) =>
  queryOptions({
    queryKey: ['relying-parties', 'apis', key, state],
    queryFn({ signal }) {
      const params = { path: { key }, query: { limit, offset } }
      return answer(managementApi.GET('/relying-parties/{key}/registered-apis', { params, signal }))
    },
  })

/** After a change: what is shown is read again. */
export const invalidateRelyingParties = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['relying-parties'] })

/** After a deletion: takes it out of the cache, and the lists are read again. */
export function evictRelyingParty(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['relying-parties', 'one', key] })
  return invalidateRelyingParties()
}
