import { answer, mailboxOf } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { dormantSince } from '../../api/dormant-since.ts'
import { permission } from '../../api/permission-names.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Session } from '../../api/session.ts'
import { findDeployedAssets } from '../../components/choices/find-deployed-assets.ts'
import { assetNamesQuery } from '../../components/choices/places-of.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'

export const userFilters = ['status', 'access', 'environment', 'asset', 'domains', 'dormant'] as const

export type UsersState = ListState<(typeof userFilters)[number]>
export type ListedUser = Awaited<ReturnType<typeof fetchUsers>>['results'][number]
type UserStatus = 'Active' | 'Invited' | 'PendingRegistration' | 'Inactive'

export const usersQuery = (state: UsersState) =>
  queryOptions({
    queryKey: ['users', 'list', state.key],
    queryFn: ({ signal }) => fetchUsers(state, signal),
  })

const fetchUsers = (state: UsersState, signal: AbortSignal) => {
  const { limit, offset, sort } = state
  return answer(
    managementApi.GET('/users', { params: { query: { limit, offset, sort, ...matchingOf(state) } }, signal }),
  )
}

/** What the list is narrowed to, for the list, for changing all that match, and for exporting them */
export const matchingOf = ({ search, filters }: Pick<UsersState, 'search' | 'filters'>) => ({
  nameOrEmailOrUsernameContains: search || undefined,
  status: filters.status as UserStatus | undefined,
  ...accessFilter(filters.access),
  environmentKey: filters.environment,
  assetKey: filters.asset,
  domains: domainsIn(filters.domains),
  dormantSince: dormantSince(filters.dormant),
})

/** One user, with the identity providers. No other user is shown while this one loads. */
export const userQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key],
    queryFn: ({ signal }) => fetchUser(key, signal),
    placeholderData: undefined,
  })

const fetchUser = (key: string, signal: AbortSignal) =>
  answer(
    identityApi.GET('/users/{key}', { params: { path: { key }, query: { embed: ['UserIdentityProviders'] } }, signal }),
  )

export type User = Awaited<ReturnType<typeof fetchUser>>

/** Who has this e-mail already, in whatever form it is written. Undefined where nobody has, or nobody whom the member sees. */
export async function findUserByEmail(email: string): Promise<ListedUser | undefined> {
  const query = { nameOrEmailContains: email.trim(), limit: 100, embed: ['UserIdentityProviders' as const] }
  const { results } = await answer(identityApi.GET('/users', { params: { query } }))
  return results.find((user) => user.email !== null && mailboxOf(user.email) === mailboxOf(email))
}

/** Whether the user can be invited: they cannot sign in yet. Undefined where the profiles are not known. */
export function isWithoutSignIn({ status, _embedded }: Pick<ListedUser, 'status' | '_embedded'>): boolean {
  return status === 'PendingRegistration' || (status !== 'Invited' && _embedded?.userIdentityProviders?.length === 0)
}

/** The server ignores false, so there is no filter for users without any access. */
/** What is none of them goes to the server, which refuses it. */
function accessFilter(access: string | undefined) {
  if (access !== undefined && !accessKinds.includes(access)) return { hasOrganizationRoles: access as unknown as true }
  return {
    hasOrganizationRoles: access === 'members' || access === 'both' ? true : undefined,
    hasApplicationRoles: access === 'end-users' || access === 'both' ? true : undefined,
  }
}

const accessKinds = ['members', 'end-users', 'both']

export const domainsIn = (text: string | undefined): string[] | undefined =>
  text ? text.split(',').filter(Boolean) : undefined

/** The organization roles of a user, those that are granted for a later time as well. */
export const organizationGrantsQuery = (key: string, state: ListState) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'organization-roles', state.key],
    queryFn: ({ signal }) => fetchOrganizationGrants(key, state, signal),
  })

/** The same as one list, for what depends on all of them */
export const allOrganizationGrantsQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'organization-roles', 'all'],
    queryFn: ({ signal }) => fetchOrganizationGrants(key, { limit: 100, offset: 0 }, signal),
  })

const fetchOrganizationGrants = (
  key: string,
  { limit, offset }: Pick<ListState, 'limit' | 'offset'>,
  signal: AbortSignal,
) =>
  answer(
    identityApi.GET('/users/{key}/organization-roles', { params: { path: { key }, query: { limit, offset } }, signal }),
  )

export type OrganizationRoleGrant = Awaited<ReturnType<typeof fetchOrganizationGrants>>['results'][number]

export const roleSources = ['Direct', 'GroupAssigned', 'GroupMapped'] as const
export const heldRoleFilters = ['environment', 'asset', 'source'] as const
export type HeldRolesState = ListState<(typeof heldRoleFilters)[number]>

/** The application roles of a user, with where each comes from. */
export const heldRolesQuery = (key: string, state: HeldRolesState) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'application-roles', state.key],
    queryFn: ({ signal }) => fetchHeldRoles(key, state, signal),
  })

const fetchHeldRoles = (key: string, { limit, offset, sort, search, filters }: HeldRolesState, signal: AbortSignal) =>
  answer(
    identityApi.GET('/users/{key}/application-roles', {
      params: {
        path: { key },
        query: {
          limit,
          offset,
          sort,
          nameContains: search || undefined,
          environmentKey: filters.environment,
          assetKey: filters.asset,
          assignmentSources: filters.source ? [filters.source as 'Direct'] : [...roleSources],
        },
      },
      signal,
    }),
  )

export type HeldRole = Awaited<ReturnType<typeof fetchHeldRoles>>['results'][number]

export const membershipFilters = ['environment'] as const
type MembershipsState = ListState<(typeof membershipFilters)[number]>

export const membershipsQuery = (key: string, state: MembershipsState) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'groups', state.key],
    queryFn: ({ signal }) => fetchMemberships(key, state, signal),
  })

const fetchMemberships = (key: string, { limit, offset, search, filters }: MembershipsState, signal: AbortSignal) => {
  const query = { limit, offset, nameContains: search || undefined, environmentKey: filters.environment }
  return answer(identityApi.GET('/users/{key}/groups', { params: { path: { key }, query }, signal }))
}

export type Membership = Awaited<ReturnType<typeof fetchMemberships>>['results'][number]

interface AuditFilter {
  entityKey?: string[]
  actorKey?: string[]
  action?: 'user.signed-in'[]
  limit: number
}

/** The latest entries about a user, or by a user */
export const auditQuery = (userKey: string, filter: AuditFilter) =>
  queryOptions({
    queryKey: ['audit-entries', 'of-user', userKey, filter],
    queryFn: ({ signal }) => fetchEntries(filter, signal),
    placeholderData: undefined,
  })

const fetchEntries = (filter: AuditFilter, signal: AbortSignal) =>
  answer(managementApi.GET('/audit-entries', { params: { query: { ...filter, sort: '-occurredAt' } }, signal }))

export type AuditEntry = Awaited<ReturnType<typeof fetchEntries>>['results'][number]

/** Every organization role. There are few. */
export const organizationRolesQuery = queryOptions({
  queryKey: ['organization-roles', 'all'],
  async queryFn({ signal }) {
    const roles = []
    for (let offset: number | null = 0; offset !== null; ) {
      const query: { limit: number; offset: number } = { limit: 100, offset }
      const { results, page } = await answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
      roles.push(...results.map(({ key, name, permissions }) => ({ value: key, label: name ?? key, permissions })))
      offset = page.nextPageOffset
    }
    return roles
  },
})

const offered = 50

const openAssets = [
  permission.openAssets,
  permission.createAssets,
  permission.deleteAssets,
  permission.deployAssets,
] as const

/** The assets whose names contain the text: all of them, or the deployed ones that the member may see. */
export const assetChoices = (session: Session, text: string): ChoicesQuery => ({
  queryKey: ['assets', 'choices', text],
  queryFn: ({ signal }) => findAssets(session, text, signal),
})

async function findAssets(session: Session, text: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: offered, nameContains: text || undefined }
  if (!session.may(openAssets)) return findDeployedAssets(query, signal)
  const { results } = await answer(managementApi.GET('/assets', { params: { query }, signal }))
  return results.map(({ key, name }) => ({ value: key, label: name }))
}

/** The names of these assets, by key. Those that the member may not see are missing. */
export const namesOfAssetsQuery = (session: Session, keys: readonly string[]) =>
  queryOptions({
    queryKey: ['assets', 'names', keys],
    async queryFn({ signal }) {
      const names = new Map(await queryClient.fetchQuery(assetNamesQuery(keys)))
      const undeployed = session.may(openAssets) ? keys.filter((key) => !names.has(key)) : []
      await Promise.all(
        undeployed.map(async (key) => {
          const asset = await answer(managementApi.GET('/assets/{key}', { params: { path: { key } }, signal }))
          names.set(key, asset.name)
        }),
      )
      return names
    },
  })

/** After a change: what is shown is read again. */
export const invalidateUsers = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['users'] })

/** After a change of members: their groups are read again, too. */
export async function invalidateMemberships(): Promise<void> {
  await Promise.all([invalidateUsers(), queryClient.invalidateQueries({ queryKey: ['groups'] })])
}

/** After a deletion: takes the user out of the cache, and the lists are read again. */
export function evictUser(key: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ['users', 'one', key] })
  return invalidateUsers()
}
