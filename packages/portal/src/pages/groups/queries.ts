import type { Group, GroupApplicationRole, GroupUser } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { answer, identity, portfolios } from '../../api/client.ts'
import type { Choice } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type { Group }
export type Mapping = Group['groupIdpClaimMappings'][number]
export type Member = GroupUser
export type GroupRole = GroupApplicationRole

export const nameOfMember = ({ user: { key, name, email } }: Member): string => name || email || key

export const groupQuery = (key: string) =>
  queryOptions({
    queryKey: ['groups', 'one', key],
    queryFn: ({ signal }) => answer(identity.GET('/groups/{key}', { params: { path: { key } }, signal })),
    // The group of the page before has another key: showing it for a moment would be wrong.
    placeholderData: undefined,
  })

type MembersState = ListState<'membership'>

export const membersQuery = (key: string, state: MembersState) =>
  queryOptions({
    queryKey: ['groups', 'members', key, state.key],
    queryFn: ({ signal }) =>
      answer(
        identity.GET('/groups/{key}/users', {
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

const membershipTypeOf = ({ filters: { membership } }: MembersState): 'Assigned' | 'Mapped' | undefined =>
  membership === 'Assigned' || membership === 'Mapped' ? membership : undefined

export const rolesQuery = (key: string, state: ListState) =>
  queryOptions({
    queryKey: ['groups', 'roles', key, state.key],
    async queryFn({ signal }) {
      const { limit, offset, sort, search } = state
      const query = { limit, offset, sort, nameContains: search || undefined }
      const page = await answer(
        identity.GET('/groups/{key}/application-roles', { params: { path: { key }, query }, signal }),
      )
      return { ...page, results: await withAssets(page.results, signal) }
    },
  })

/** How many members and application roles a group has. */
export const totalsQuery = (key: string) =>
  queryOptions({
    queryKey: ['groups', 'totals', key],
    async queryFn({ signal }) {
      const params = { path: { key }, query: { limit: 1 } }
      const [members, roles] = await Promise.all([
        answer(identity.GET('/groups/{key}/users', { params, signal })),
        answer(identity.GET('/groups/{key}/application-roles', { params, signal })),
      ])
      return { members: members.page.totalResults ?? 0, roles: roles.page.totalResults ?? 0 }
    },
    placeholderData: undefined,
  })

/** People to make members of: those whom the member who searches may see. Who is assigned already is told so. */
export async function findPeople(text: string, groupKey: string | undefined, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: 20, nameOrEmailContains: text || undefined }
  const { results } = await answer(identity.GET('/users', { params: { query }, signal }))
  const assigned = new Set<string>()
  if (groupKey && results.length > 0) {
    const userKeys = results.map(({ key }) => key)
    const params = { path: { key: groupKey }, query: { userKeys, membershipType: 'Assigned' as const } }
    const held = await answer(identity.GET('/groups/{key}/users', { params, signal }))
    for (const { user } of held.results) assigned.add(user.key)
  }
  return results.map(({ key, name, email }) => ({
    value: key,
    label: name || email || key,
    description: assigned.has(key) ? 'Is assigned already' : name ? email : null,
    disabled: assigned.has(key),
  }))
}

/** Application roles of an environment, with the assets that tell those of the same name apart. */
export async function findRoles(text: string, environmentKey: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: 50, environmentKey, nameContains: text || undefined }
  const { results } = await answer(identity.GET('/application-roles', { params: { query }, signal }))
  const roles = await withAssets(results, signal)
  return roles.map(({ key, name, assetName }) => ({ value: key, label: name ?? key, description: assetName }))
}

async function withAssets<R extends { assetKey: string; environmentKey: string }>(
  roles: R[],
  signal: AbortSignal,
): Promise<(R & { assetName: string | null })[]> {
  const keys = [...new Set(roles.map(({ assetKey }) => assetKey))]
  if (keys.length === 0) return []
  const query = { key: keys.join(','), limit: 100 }
  const { results } = await answer(portfolios.GET('/deployed-assets', { params: { query }, signal }))
  const names = new Map(results.map(({ key, deployments }) => [key, deployments[0]?.name ?? null]))
  return roles.map((role) => ({ ...role, assetName: names.get(role.assetKey) ?? null }))
}
