import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { answer, type OrganizationRole, type RoleUser } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type Role = OrganizationRole
export type Holder = RoleUser

export const rolesQuery = (state: ListState) =>
  queryOptions({
    queryKey: ['organization-roles', 'list', state.key],
    queryFn({ signal }) {
      const { limit, offset, sort, search } = state
      const query = { limit, offset, sort, nameContains: search || undefined }
      return answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
    },
  })

export const roleQuery = (key: string) =>
  queryOptions({
    queryKey: ['organization-roles', 'one', key],
    queryFn: ({ signal }) =>
      answer(identityApi.GET('/organization-roles/{key}', { params: { path: { key } }, signal })),
    // No other role is shown while this one loads.
    placeholderData: undefined,
  })

export const holdersQuery = (key: string, state: Pick<ListState, 'key' | 'limit' | 'offset' | 'sort' | 'search'>) =>
  queryOptions({
    queryKey: ['organization-roles', 'holders', key, state.key],
    queryFn({ signal }) {
      const { limit, offset, sort, search } = state
      const query = { limit, offset, sort, nameOrEmailContains: search || undefined }
      return answer(identityApi.GET('/organization-roles/{key}/users', { params: { path: { key }, query }, signal }))
    },
  })

/** How many users hold the role at this moment. */
export const holderTotalQuery = (key: string) =>
  queryOptions({
    queryKey: ['organization-roles', 'holder-total', key],
    async queryFn({ signal }) {
      const params = { path: { key }, query: { limit: 1 } }
      const { page } = await answer(identityApi.GET('/organization-roles/{key}/users', { params, signal }))
      return page.totalResults ?? 0
    },
    placeholderData: undefined,
  })

/** Why a built-in role is as it is. */
export const builtInReason = (name: string | null): MessageDescriptor =>
  name === 'Administrator'
    ? msg`It always has every permission in every stage, and at least one user holds it, so that somebody can do everything.`
    : msg`It lets developers build and open assets, and manage configurations and end users in Development only.`

/** After a change: what is shown is read again. */
export const invalidateRoles = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['organization-roles'] })

/** After a deletion: takes the role out of the cache, and the lists are read again. */
export function evictRole(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['organization-roles', 'one', key] })
  return invalidateRoles()
}
