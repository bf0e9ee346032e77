import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answer, identity } from '../../api/client.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export const userFilters = ['status', 'access', 'environment', 'asset', 'domains'] as const

export type UsersState = ListState<(typeof userFilters)[number]>
export type ListedUser = Awaited<ReturnType<typeof fetchUsers>>['results'][number]
export type UserStatus = 'Active' | 'Invited' | 'PendingRegistration' | 'Inactive'

export const usersQuery = (state: UsersState) =>
  queryOptions({
    queryKey: ['users', 'list', state.key],
    queryFn: ({ signal }) => fetchUsers(state, signal),
  })

const fetchUsers = ({ limit, offset, sort, search, filters }: UsersState, signal: AbortSignal) =>
  answer(
    identity.GET('/users', {
      params: {
        query: {
          limit,
          offset,
          sort,
          nameOrEmailOrUsernameContains: search || undefined,
          status: filters.status as UserStatus | undefined,
          ...accessFilter(filters.access),
          environmentKey: filters.environment,
          assetKey: filters.asset,
          domains: domainsIn(filters.domains),
        },
      },
      signal,
    }),
  )

/** One user, with how they sign in. Nobody else's data stands in while it loads. */
export const userQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key],
    queryFn: ({ signal }) => fetchUser(key, signal),
    placeholderData: undefined,
  })

const fetchUser = (key: string, signal: AbortSignal) =>
  answer(
    identity.GET('/users/{key}', { params: { path: { key }, query: { embed: ['UserIdentityProviders'] } }, signal }),
  )

export type User = Awaited<ReturnType<typeof fetchUser>>

/** The server takes false as no filter, so that "no access at all" cannot be asked for. */
const accessFilter = (access: string | undefined) => ({
  hasOrganizationRoles: access === 'members' || access === 'both' ? true : undefined,
  hasApplicationRoles: access === 'end-users' || access === 'both' ? true : undefined,
})

/** In the URL with commas between them */
export const domainsIn = (text: string | undefined): string[] | undefined =>
  text ? text.split(',').filter(Boolean) : undefined

/** Has the next page at hand before it is asked for. */
export function usePrefetchedNextPage(state: UsersState, total: number | null | undefined): void {
  const queryClient = useQueryClient()
  const { limit, offset, page } = state
  const hasNext = total !== null && total !== undefined && offset + limit < total
  const key = JSON.stringify(state.key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells all that the state holds
  useEffect(() => {
    if (!hasNext) return
    const next = { ...state, offset: offset + limit, page: page + 1, key: { ...state.key, page: page + 1 } }
    queryClient.prefetchQuery(usersQuery(next))
  }, [key, hasNext, queryClient])
}
