import {
  answer,
  type RelyingPartyChanges,
  type RelyingPartyCredentials,
  type RelyingPartyDetails,
  type RelyingParty as RelyingPartySummary,
} from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi, portfoliosApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { relyingPartyTypes } from './relying-party-labels.ts'

export type { RelyingPartyChanges, RelyingPartyCredentials, RelyingPartyDetails, RelyingPartySummary }

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
export const allowedUsersQuery = ({ key, allowedUsers, environmentKey }: RelyingPartyDetails) =>
  queryOptions({
    queryKey: ['relying-parties', 'allowedUsers', key, allowedUsers],
    async queryFn({ signal }): Promise<Choice[]> {
      const keys = allowedUsers.applicationRoleKeys ?? allowedUsers.groupKeys ?? []
      if (keys.length === 0 || environmentKey === null) return []
      const find = allowedUsers.who === 'roles' ? findRoles : findGroups
      const found = await find('', environmentKey, signal).catch(() => [])
      const byKey = new Map(found.map((choice) => [choice.value, choice]))
      return keys.map((value) => byKey.get(value) ?? { value, label: value })
    },
    placeholderData: undefined,
  })

/** Application roles of a stage, by name, with their assets */
export const roleChoices = (text: string, environmentKey: string): ChoicesQuery => ({
  queryKey: ['application-roles', 'choices', environmentKey, text],
  queryFn: ({ signal }) => findRoles(text, environmentKey, signal),
})

/** Groups of a stage, by name */
export const groupChoices = (text: string, environmentKey: string): ChoicesQuery => ({
  queryKey: ['groups', 'choices', environmentKey, text],
  queryFn: ({ signal }) => findGroups(text, environmentKey, signal),
})

async function findRoles(text: string, environmentKey: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: 100, environmentKey, nameContains: text || undefined }
  const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
  const assets = new Map((await findAssets(environmentKey, signal)).map(({ value, label }) => [value, label]))
  return results.map(({ key, name, assetKey }) => {
    const asset = assets.get(assetKey)
    return { value: key, label: asset ? `${name ?? key} · ${asset}` : (name ?? key) }
  })
}

async function findGroups(text: string, environmentKey: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: 100, environmentKey, nameContains: text || undefined }
  const { results } = await answer(identityApi.GET('/groups', { params: { query }, signal }))
  return results.map(({ key, name }) => ({ value: key, label: name ?? key }))
}

/** The assets that are deployed in a stage, as far as the member may see them. */
export const stageAssetsQuery = (environmentKey: string | null) =>
  queryOptions({
    queryKey: ['relying-parties', 'assets', environmentKey],
    queryFn: ({ signal }) =>
      environmentKey === null ? Promise.resolve([]) : findAssets(environmentKey, signal).catch(() => []),
    placeholderData: undefined,
  })

async function findAssets(environmentKey: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { environmentKey, limit: 100 }
  const { results } = await answer(portfoliosApi.GET('/deployed-assets', { params: { query }, signal }))
  return results.map(({ key, deployments }) => ({ value: key, label: deployments[0]?.name ?? key }))
}

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
