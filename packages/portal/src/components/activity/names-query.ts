import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi, portfoliosApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import type { Needs } from '../../api/session.ts'
import { choicesOf } from '../choices/places-of.ts'
import { providerName } from '../values/provider-name.ts'

/** How many names one request tells */
export const mostNamed = 100

/** How many are asked for one by one, where no request tells several */
const mostAsked = 20

interface Named {
  name: string
  /** Its page, where it has one */
  to?: string
}

type Found = [key: string, named: Named][]

/** What the keys in audit entries are of: who may ask for the names, and how */
const kinds = {
  users: {
    needs: [permission.manageUsers, permission.viewMembers, permission.viewEndUsers],
    async find(keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { userKeys: keys.join(','), limit: mostNamed }
      const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
      return results.map(({ key, name, email }) => [key, { name: name || email || key, to: `/users/${key}` }])
    },
  },
  groups: {
    needs: [permission.manageEndUserGroups],
    find: (keys: readonly string[], signal: AbortSignal): Promise<Found> =>
      oneByOne(keys, async (key) => {
        const group = await answer(identityApi.GET('/groups/{key}', { params: { path: { key } }, signal }))
        const [choice] = await choicesOf([group])
        return { name: choice?.label ?? key, to: `/groups/${key}` }
      }),
  },
  applicationRoles: {
    needs: [
      permission.viewEndUsers,
      permission.manageUsers,
      permission.manageEndUserAccess,
      permission.manageEndUserGroups,
    ],
    async find(keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { key: keys.join(','), limit: mostNamed }
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      const choices = await choicesOf(results)
      return results.map(({ key, assetKey }, index) => [
        key,
        { name: choices[index]?.label ?? key, to: `/assets/${assetKey}` },
      ])
    },
  },
  organizationRoles: {
    needs: [permission.manageOrganizationRoles, permission.viewMembers],
    async find(_keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { limit: mostNamed }
      const { results } = await answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
      return results.map(({ key, name }) => [key, { name: name ?? key, to: `/organization-roles/${key}` }])
    },
  },
  assets: {
    needs: [permission.openAssets, permission.createAssets, permission.deleteAssets, permission.deployAssets],
    find: (keys: readonly string[], signal: AbortSignal): Promise<Found> =>
      oneByOne(keys, async (key) => {
        const { name } = await answer(managementApi.GET('/assets/{key}', { params: { path: { key } }, signal }))
        return { name, to: `/assets/${key}` }
      }),
  },
  identityProviders: {
    needs: [permission.manageAuthentication, permission.manageUsers, permission.manageEndUserGroups],
    async find(_keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { limit: mostNamed }
      const { results } = await answer(identityApi.GET('/identity-providers', { params: { query }, signal }))
      return results.map((one) => [one.key, { name: providerName(one), to: `/identity-providers/${one.key}` }])
    },
  },
  stages: {
    needs: [permission.viewStage],
    async find(_keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const { results } = await answer(portfoliosApi.GET('/environments', { signal }))
      return results.map(({ key, name }) => [key, { name: name ?? key }])
    },
  },
  portfolios: {
    needs: [permission.viewStage, permission.managePortfolio],
    async find(_keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { limit: mostNamed }
      const { results } = await answer(portfoliosApi.GET('/portfolios', { params: { query }, signal }))
      return results.map(({ key, name }) => [key, { name: name ?? key }])
    },
  },
  permissions: {
    needs: [permission.viewAuditTrail],
    async find(_keys: readonly string[], signal: AbortSignal): Promise<Found> {
      const query = { limit: mostNamed }
      const { results } = await answer(identityApi.GET('/permissions', { params: { query }, signal }))
      return results.map(({ key, name }) => [key, { name: name ?? key }])
    },
  },
} satisfies Record<string, { needs: Needs; find(keys: readonly string[], signal: AbortSignal): Promise<Found> }>

export type KindOfKeys = keyof typeof kinds

/** By the fields of audit entries that hold the key of a thing, or keys of several */
const fields: Record<string, KindOfKeys> = {
  userKey: 'users',
  userKeys: 'users',
  administratorKey: 'users',
  groupKey: 'groups',
  groupKeys: 'groups',
  applicationRoleKey: 'applicationRoles',
  applicationRoleKeys: 'applicationRoles',
  organizationRoleKey: 'organizationRoles',
  assetKey: 'assets',
  assetKeys: 'assets',
  providerKey: 'identityProviders',
  identityProviderKey: 'identityProviders',
  identityProviderKeys: 'identityProviders',
  environmentKey: 'stages',
  environmentKeys: 'stages',
  portfolioKey: 'portfolios',
  permissionKey: 'permissions',
}

/** By a field with a key: the one beside it that has the name as it was */
export const nameBeside: Record<string, string> = {
  organizationRoleKey: 'organizationRoleName',
  applicationRoleKey: 'applicationRoleName',
}

export const needsOf = (kind: KindOfKeys): Needs => kinds[kind].needs

/** What the field has keys of, where these have names */
export const kindOfKeys = (field: string): KindOfKeys | undefined =>
  Object.hasOwn(fields, field) ? fields[field] : undefined

/** The names of what has these keys */
export const namesQuery = (kind: KindOfKeys, keys: readonly string[]) =>
  queryOptions({
    queryKey: ['audit-entries', 'names', kind, keys],
    queryFn: async ({ signal }) => new Map(await kinds[kind].find(keys, signal)),
    placeholderData: undefined,
  })

/** What is gone, or not seen, has no name. */
async function oneByOne(keys: readonly string[], read: (key: string) => Promise<Named>): Promise<Found> {
  const asked = keys.slice(0, mostAsked)
  const found = await Promise.allSettled(asked.map(async (key): Promise<Found[number]> => [key, await read(key)]))
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}
