import { answer, type Group, type GroupApplicationRole, type GroupUser } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import { placesOf } from '../../components/choices/places-of.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import { readAll } from '../../components/lists/read-all.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { joinNames } from '../../components/values/join-names.ts'

export type { Group }
export type Mapping = Group['groupIdpClaimMappings'][number]
export type Member = GroupUser
export type ListedRole = GroupApplicationRole & { assetName: string | null }

export const nameOfMember = ({ user: { key, name, email } }: Member): string => name || email || key

export type GroupsState = ListState<'environment'>

export const groupsQuery = (state: GroupsState) =>
  queryOptions({
    queryKey: ['groups', 'list', state.key],
    queryFn: ({ signal }) => fetchGroups(state, state, signal),
  })

/** All groups that the list is narrowed to */
export const findMatchingGroups = (state: GroupsState): Promise<Group[]> =>
  readAll(
    (page) => fetchGroups(state, page),
    ({ key }) => key,
  )

function fetchGroups({ search, filters }: GroupsState, page: { limit: number; offset: number }, signal?: AbortSignal) {
  const { limit, offset } = page
  const query = { limit, offset, nameContains: search || undefined, environmentKey: filters.environment }
  return answer(identityApi.GET('/groups', { params: { query }, ...(signal && { signal }) }))
}

export const groupQuery = (key: string) =>
  queryOptions({
    queryKey: ['groups', 'one', key],
    queryFn: ({ signal }) => answer(identityApi.GET('/groups/{key}', { params: { path: { key } }, signal })),
    // No other group is shown while this one loads.
    placeholderData: undefined,
  })

type MembersState = ListState<'membership'>

export const membersQuery = (key: string, state: MembersState) =>
  queryOptions({
    queryKey: ['groups', 'members', key, state.key],
    queryFn: ({ signal }) =>
      answer(
        identityApi.GET('/groups/{key}/users', {
          params: {
            path: { key },
            query: {
              limit: state.limit,
              offset: state.offset,
              sort: state.sort,
              nameOrEmailContains: state.search || undefined,
              membershipType: membershipTypeOf(state),
            },
          },
          signal,
        }),
      ),
  })

/** All members whom the list is narrowed to */
export const matchingMembers = (groupKey: string, state: MembersState) => ({
  groupKey,
  nameOrEmailContains: state.search || undefined,
  membershipType: membershipTypeOf(state),
})

const membershipTypeOf = ({ filters: { membership } }: MembersState): 'Assigned' | 'Mapped' | undefined =>
  membership === 'Assigned' || membership === 'Mapped' ? membership : undefined

export const rolesQuery = (key: string, state: ListState) =>
  queryOptions({
    queryKey: ['groups', 'roles', key, state.key],
    async queryFn({ signal }) {
      const { limit, offset, sort, search } = state
      const query = { limit, offset, sort, nameContains: search || undefined }
      const page = await answer(
        identityApi.GET('/groups/{key}/application-roles', { params: { path: { key }, query }, signal }),
      )
      return { ...page, results: await withAssets(page.results) }
    },
  })

/** How many members and application roles a group has. */
export const totalsQuery = (key: string) =>
  queryOptions({
    queryKey: ['groups', 'totals', key],
    async queryFn({ signal }) {
      const params = { path: { key }, query: { limit: 1 } }
      const [members, roles] = await Promise.all([
        answer(identityApi.GET('/groups/{key}/users', { params, signal })),
        answer(identityApi.GET('/groups/{key}/application-roles', { params, signal })),
      ])
      return { members: members.page.totalResults ?? 0, roles: roles.page.totalResults ?? 0 }
    },
    placeholderData: undefined,
  })

/**
 * Users to add: those whom the member may see. One who is in the group already cannot be chosen.
 * @param assignedAlready what is said of those
 */
export const peopleChoices = (text: string, groupKey: string | undefined, assignedAlready: string): ChoicesQuery => ({
  queryKey: ['users', 'choices', groupKey, assignedAlready, text],
  queryFn: ({ signal }) => findPeople(text, groupKey, assignedAlready, signal),
})

async function findPeople(
  text: string,
  groupKey: string | undefined,
  assignedAlready: string,
  signal: AbortSignal,
): Promise<Choice[]> {
  const query = { limit: 20, nameOrEmailContains: text || undefined }
  const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
  const assigned = new Set<string>()
  if (groupKey && results.length > 0) {
    const userKeys = results.map(({ key }) => key)
    const params = { path: { key: groupKey }, query: { userKeys, membershipType: 'Assigned' as const } }
    const held = await answer(identityApi.GET('/groups/{key}/users', { params, signal }))
    for (const { user } of held.results) assigned.add(user.key)
  }
  return results.map(({ key, name, email }) => ({
    value: key,
    label: name || email || key,
    description: assigned.has(key) ? assignedAlready : name ? email : null,
    disabled: assigned.has(key),
  }))
}

/** With its asset: roles of two assets can have the same name. */
export const nameOfRole = ({ key, name, assetName }: Pick<ListedRole, 'key' | 'name' | 'assetName'>): string =>
  joinNames([name ?? key, assetName])

async function withAssets<R extends { assetKey: string }>(roles: R[]): Promise<(R & { assetName: string })[]> {
  const placeOf = await placesOf(roles.map(({ assetKey }) => ({ assetKey })))
  return roles.map((role) => ({ ...role, assetName: placeOf({ assetKey: role.assetKey }) }))
}

/** After a change: what is shown is read again. */
export const invalidateGroups = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['groups'] })

/** After a deletion: takes the group out of the cache, and the lists are read again. */
export function evictGroup(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['groups', 'one', key] })
  return invalidateGroups()
}

/** After a change of members or roles: users have other application roles as well. */
export async function invalidateGroupAccess(): Promise<void> {
  await invalidateGroups()
  queryClient.invalidateQueries({ queryKey: ['users'] })
}
