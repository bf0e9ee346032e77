import { answer } from '@portico/sdk'
import { queryOptions, skipToken } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { dormantSince } from '../../api/dormant-since.ts'
import type { Session } from '../../api/session.ts'
import type { MatchingUsers } from '../../components/bulk/queries.ts'
import { findDeployedAssets } from '../../components/choices/find-deployed-assets.ts'
import { findRoles } from '../../components/choices/find-roles.ts'
import { choicesOf } from '../../components/choices/places-of.ts'
import type { Choice, ChoicesQuery } from '../../components/forms/search-picker.tsx'
import type { ListState } from '../../components/lists/use-list-state.ts'
import { columnNamesQuery } from '../../components/values/column-names.ts'
import { type AccessSubject, subjectOf } from './subject-of.ts'

/** What access is to, and which of the people are shown. All of it is in the URL. */
export const accessFilters = ['asset', 'stage', 'role', 'organizationRole', 'group', 'status', 'dormant'] as const
export type AccessState = ListState<(typeof accessFilters)[number]>

const ofSubject = (state: AccessState) => {
  const subject = subjectOf(state)
  switch (subject?.kind) {
    case 'role':
      return { applicationRoleKey: subject.key }
    case 'organizationRole':
      return { organizationRoleKey: subject.key }
    case 'group':
      return { groupKey: subject.key }
    default:
      return { assetKey: state.filters.asset, environmentKey: state.filters.stage }
  }
}

const filterOf = (state: AccessState) => ({
  ...ofSubject(state),
  nameOrEmailContains: state.search || undefined,
  status: state.filters.status as 'Active' | undefined,
  dormantSince: dormantSince(state.filters.dormant),
})

/** All people whom the list has, as a bulk change selects them */
export const matchingHolders = (state: AccessState): MatchingUsers => {
  const isOfAny = !(subjectOf(state) || state.filters.asset)
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
    queryFn: ({ signal }) => findDeployedAssets({ limit: 50, nameContains: text || undefined }, signal),
  })

/** The name of what the page is about, with its asset and stage; null where there is none that the member may see */
export const subjectNameQuery = (subject: AccessSubject | undefined) =>
  queryOptions({
    queryKey: ['access', 'subject', subject?.kind, subject?.key],
    queryFn: subject ? ({ signal }) => fetchName(subject, signal) : skipToken,
  })

async function fetchName({ kind, key }: AccessSubject, signal: AbortSignal): Promise<string | null> {
  const one = { params: { path: { key } }, signal }
  if (kind === 'organizationRole') return (await answer(identityApi.GET('/organization-roles/{key}', one))).name
  const [choice] = await choicesOf(
    kind === 'group'
      ? [await answer(identityApi.GET('/groups/{key}', one))]
      : (await answer(identityApi.GET('/application-roles', { params: { query: { limit: 1, key } }, signal }))).results,
  )
  return choice?.label ?? null
}

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
