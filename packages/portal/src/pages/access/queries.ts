import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi, portfoliosApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { dormantSince } from '../../api/dormant-since.ts'
import type { Session } from '../../api/session.ts'
import type { MatchingUsers } from '../../components/bulk/queries.ts'
import { findRoles } from '../../components/choices/find-roles.ts'
import { choicesOf } from '../../components/choices/places-of.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { columnNamesQuery } from '../../components/values/column-names.ts'

/** What access is to, and which of the people are shown. All of it is in the URL. */
export const accessFilters = ['asset', 'stage', 'role', 'organizationRole', 'group', 'status', 'dormant'] as const
/** Links of groups and roles lead here with one of these. */
export const accessSubjects = ['role', 'organizationRole', 'group'] as const
export type AccessState = ListState<(typeof accessFilters)[number]>

/** Whether it is about one role or group, which has its stage */
export const isOfOne = ({ role, organizationRole, group }: AccessState['filters']): boolean =>
  Boolean(role || organizationRole || group)

/** What the list is about: one of these, the first where an address has several. The server answers for no two of them. */
const subjectOf = ({ role, organizationRole, group, asset, stage }: AccessState['filters']) => {
  if (role) return { applicationRoleKey: role }
  if (organizationRole) return { organizationRoleKey: organizationRole }
  if (group) return { groupKey: group }
  return { assetKey: asset, environmentKey: stage }
}

const filterOf = ({ search, filters }: AccessState) => ({
  ...subjectOf(filters),
  nameOrEmailContains: search || undefined,
  status: filters.status as 'Active' | undefined,
  dormantSince: dormantSince(filters.dormant),
})

/** All people whom the list has, as a bulk change selects them */
export const matchingHolders = (state: AccessState): MatchingUsers => {
  const isOfAny = !(isOfOne(state.filters) || state.filters.asset)
  return { ...filterOf(state), hasApplicationRoles: isOfAny || undefined }
}

export const accessQuery = (state: AccessState) =>
  queryOptions({
    queryKey: ['access', state.key],
    queryFn: ({ signal }) => fetchAccess(state, signal),
  })

const fetchAccess = (state: AccessState, signal: AbortSignal) => {
  const query = { limit: state.limit, offset: state.offset, sort: state.sort, ...filterOf(state) }
  return answer(managementApi.GET('/access', { params: { query }, signal }))
}

export type AccessHolder = Awaited<ReturnType<typeof fetchAccess>>['results'][number]
export type AccessSource = AccessHolder['sources'][number]

/** Where the browser gets all of it as CSV. The server streams it. */
export function exportUrl(state: AccessState): string {
  const given = Object.entries(filterOf(state)).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return addressOf(`/api/management/v1/access/export?${new URLSearchParams(given)}&${columnNamesQuery('access')}`)
}

/** Deployed assets whose names contain the text: all that have application roles */
export const assetChoicesQuery = (text: string) =>
  queryOptions({
    queryKey: ['assets', 'access-choices', text],
    queryFn: ({ signal }) => fetchAssets({ limit: 50, nameContains: text || undefined }, signal),
  })

async function fetchAssets(
  query: { limit: number; nameContains?: string | undefined; key?: string },
  signal: AbortSignal,
) {
  const { results } = await answer(portfoliosApi.GET('/deployed-assets', { params: { query }, signal }))
  return results.map(({ key, deployments }) => ({ value: key, label: deployments[0]?.name ?? key }))
}

/** The name of the role or the group that the page is about, with its asset and stage */
export const subjectNameQuery = ({ role, organizationRole, group }: AccessState['filters']) =>
  queryOptions({
    queryKey: ['access', 'subject', role, organizationRole, group],
    async queryFn({ signal }) {
      if (organizationRole && !role) {
        const path = { key: organizationRole }
        return (await answer(identityApi.GET('/organization-roles/{key}', { params: { path }, signal }))).name
      }
      const query = { limit: 1, key: role ?? '' }
      const [subject] = await choicesOf(
        group && !role
          ? [await answer(identityApi.GET('/groups/{key}', { params: { path: { key: group } }, signal }))]
          : (await answer(identityApi.GET('/application-roles', { params: { query }, signal }))).results,
      )
      return subject?.label ?? null
    },
  })

/**
 * Roles whose names contain the text, of those whose holders the member may see. A value has the name of the filter before
 * the key: `organizationRole:…`, `role:…`.
 */
export const roleChoicesQuery = (session: Session, text: string): ChoicesQuery => ({
  queryKey: ['access', 'roles', text],
  async queryFn({ signal }): Promise<Choice[]> {
    const { organizationRoles, endUserRoles } = await findRoles(session, text, signal)
    const named = (filter: string, choices: readonly Choice[]): Choice[] =>
      choices.map(({ value, label }) => ({ value: `${filter}:${value}`, label }))
    return [...named('organizationRole', organizationRoles), ...named('role', endUserRoles)]
  },
})
