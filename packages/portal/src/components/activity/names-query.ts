import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import type { Needs } from '../../api/session.ts'

/** How many names one request tells */
export const mostNamed = 100

interface Named {
  name: string
  to: string
}

const seesUsers: Needs = [permission.manageUsers, permission.viewMembers, permission.viewEndUsers]

/** By the fields of audit entries that list keys of things: who may ask for their names, and how */
const kinds = {
  userKeys: {
    needs: seesUsers,
    async find(userKeys: string, signal: AbortSignal): Promise<[string, Named][]> {
      const query = { userKeys, limit: mostNamed }
      const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
      return results.map(({ key, name, email }) => [key, { name: name || email || key, to: `/users/${key}` }])
    },
  },
  applicationRoleKeys: {
    needs: [
      permission.viewEndUsers,
      permission.manageUsers,
      permission.manageEndUserAccess,
      permission.manageEndUserGroups,
    ] satisfies Needs,
    async find(key: string, signal: AbortSignal): Promise<[string, Named][]> {
      const query = { key, limit: mostNamed }
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      return results.map(({ key, name, assetKey }) => [key, { name: name ?? key, to: `/assets/${assetKey}` }])
    },
  },
}

export type KindOfKeys = keyof typeof kinds

export const needsOf = (kind: KindOfKeys): Needs => kinds[kind].needs

/** Whether the field lists keys of things that have names */
export const isKindOfKeys = (field: string): field is KindOfKeys => Object.hasOwn(kinds, field)

/** The names of what has these keys */
export const namesQuery = (kind: KindOfKeys, keys: readonly string[]) =>
  queryOptions({
    queryKey: ['audit-entries', 'names', kind, keys],
    queryFn: async ({ signal }) => new Map(await kinds[kind].find(keys.join(','), signal)),
    placeholderData: undefined,
  })
