import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { answer, type Environment } from '@portico/sdk'
import {
  type Icon,
  IconApi,
  IconAppWindow,
  IconBox,
  IconId,
  IconKey,
  IconStack2,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { identityApi, managementApi } from '../api/apis.ts'
import { permission } from '../api/permission-names.ts'
import { environmentsQuery, portfoliosQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { type Needs, useSession } from '../api/session.ts'
import { placesOf } from '../components/choices/places-of.ts'
import { pageI18n } from '../components/language/page-language.ts'
import type { Status } from '../components/values/statuses.ts'
import { pageNeeds } from './page-needs.ts'

/** A search result with its page. */
interface Hit {
  to: string
  search?: Record<string, string>
  label: string
  description?: string
  status?: Status
  /** Whether the status is that of a sign-in application */
  isOfThing?: boolean
  icon: Icon
}

interface Kind {
  label: MessageDescriptor
  needs: Needs
  find(text: string, signal: AbortSignal): Promise<Hit[]>
  /** By its key, which somebody has pasted whole */
  get(key: string, signal: AbortSignal): Promise<Hit>
}

const wholeKey = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

const limit = 5

const userHit = ({ key, name, email }: { key: string; name: string | null; email: string | null }): Hit => ({
  to: `/users/${key}`,
  label: name || email || key,
  ...(name && email ? { description: email } : {}),
  icon: IconUser,
})

/** Of something whose page is `path` with its key */
const namedHit =
  (path: string, icon: Icon) =>
  ({ key, name, status }: { key: string; name?: string | null; status?: Status }): Hit => ({
    ...{ to: `${path}/${key}`, label: name ?? key, icon },
    ...(status && { status }),
  })

const clientHit = namedHit('/api-clients', IconKey)
const groupHit = namedHit('/groups', IconUsersGroup)
const organizationRoleHit = namedHit('/organization-roles', IconId)
const assetHit = namedHit('/assets', IconBox)
const applicationHit = namedHit('/sign-in-applications', IconAppWindow)
const relyingPartyHit = (found: Parameters<typeof applicationHit>[0]): Hit => ({
  ...applicationHit(found),
  isOfThing: true,
})
const registeredApiHit = namedHit('/registered-apis', IconApi)

interface ApplicationRole {
  key: string
  name: string | null
  assetKey: string
  environmentKey: string
}

/** They lead to who has the role. */
async function roleHits(roles: readonly ApplicationRole[]): Promise<Hit[]> {
  const placeOf = await placesOf(roles)
  return roles.map((role) => ({
    ...{ to: '/access', search: { role: role.key }, label: role.name ?? role.key, icon: IconId },
    description: placeOf(role),
  }))
}

/** They lead to the one page that has all of them. Stages of several portfolios may have the same name. */
async function stageHits(isWanted: (stage: Environment) => boolean): Promise<Hit[]> {
  const [stages, portfolios] = await Promise.all([
    queryClient.fetchQuery(environmentsQuery),
    queryClient.fetchQuery(portfoliosQuery),
  ])
  const portfolioOf = new Map(portfolios.map(({ key, name }) => [key, name]))
  return stages.filter(isWanted).map(({ name, portfolioKey }) => ({
    ...{ to: '/stages', label: name, icon: IconStack2 },
    description: portfolioOf.get(portfolioKey) ?? '',
  }))
}

const users: Kind = {
  label: msg`Users`,
  needs: pageNeeds.viewUsers,
  async find(text, signal) {
    const query = { nameOrEmailContains: text, limit }
    const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
    return results.map(userHit)
  },
  get: async (key, signal) =>
    userHit(await answer(identityApi.GET('/users/{key}', { params: { path: { key } }, signal }))),
}

const kinds: Kind[] = [
  users,
  {
    label: msg`API clients`,
    needs: permission.manageApiClients,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(managementApi.GET('/api-clients', { params: { query }, signal }))
      return results.map(clientHit)
    },
    get: async (key, signal) =>
      clientHit(await answer(managementApi.GET('/api-clients/{key}', { params: { path: { key } }, signal }))),
  },
  {
    label: msg`End-user groups`,
    needs: permission.manageEndUserGroups,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(identityApi.GET('/groups', { params: { query }, signal }))
      const placeOf = await placesOf(results)
      return results.map((group) => ({ ...groupHit(group), description: placeOf(group) }))
    },
    get: async (key, signal) =>
      groupHit(await answer(identityApi.GET('/groups/{key}', { params: { path: { key } }, signal }))),
  },
  {
    label: msg`Organization roles`,
    needs: pageNeeds.viewRoles,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
      return results.map(organizationRoleHit)
    },
    get: async (key, signal) =>
      organizationRoleHit(
        await answer(identityApi.GET('/organization-roles/{key}', { params: { path: { key } }, signal })),
      ),
  },
  {
    label: msg`End-user roles`,
    needs: permission.viewEndUsers,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      return roleHits(results)
    },
    async get(key, signal) {
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query: { key } }, signal }))
      const [hit] = await roleHits(results)
      if (!hit) throw new Error('no role has this key')
      return hit
    },
  },
  {
    label: msg`Stages`,
    needs: permission.viewStage,
    find: (text) => stageHits(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    async get(wanted) {
      const [hit] = await stageHits(({ key }) => key === wanted.toLowerCase())
      if (!hit) throw new Error('no stage has this key')
      return hit
    },
  },
  {
    label: msg`Assets`,
    needs: pageNeeds.viewAssets,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(managementApi.GET('/assets', { params: { query }, signal }))
      return results.map(assetHit)
    },
    get: async (key, signal) =>
      assetHit(await answer(managementApi.GET('/assets/{key}', { params: { path: { key } }, signal }))),
  },
  {
    label: msg`Sign-in applications`,
    needs: permission.manageAuthentication,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(managementApi.GET('/relying-parties', { params: { query }, signal }))
      return results.map(relyingPartyHit)
    },
    get: async (key, signal) =>
      relyingPartyHit(await answer(managementApi.GET('/relying-parties/{key}', { params: { path: { key } }, signal }))),
  },
  {
    label: msg`APIs`,
    needs: pageNeeds.viewApis,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(managementApi.GET('/registered-apis', { params: { query }, signal }))
      return results.map(registeredApiHit)
    },
    get: async (key, signal) =>
      registeredApiHit(
        await answer(managementApi.GET('/registered-apis/{key}', { params: { path: { key } }, signal })),
      ),
  },
]

/**
 * What the server finds for a text, of the kinds that the member may see. A kind that fails is left out.
 * @param isForUsers whether only users are looked for
 */
export function useFoundThings(
  text: string,
  isForUsers: boolean,
): { things: { label: string; hits: Hit[] }[]; isSearching: boolean } {
  const session = useSession()
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const { data = [], isFetching } = useQuery({
    queryKey: ['palette', isForUsers, debounced],
    enabled: debounced.length > 1,
    async queryFn({ signal }) {
      const wanted = (isForUsers ? [users] : kinds).filter(({ needs }) => session.may(needs))
      return Promise.all(
        wanted.map(async ({ label, find, get }) => {
          const found = wholeKey.test(debounced) ? get(debounced, signal).then((hit) => [hit]) : find(debounced, signal)
          return { label: pageI18n()._(label), hits: await found.catch(() => []) }
        }),
      )
    },
  })
  const isSearching = isFetching || debounced !== text.trim()
  const words = text.trim().toLowerCase()
  // Results of the previous text are shown only if they still match: Enter would open a wrong one.
  const fits = ({ to, label, description = '' }: Hit): boolean =>
    `${label} ${description} ${to}`.toLowerCase().includes(words)
  const things = isSearching ? data.map(({ label, hits }) => ({ label, hits: hits.filter(fits) })) : data
  return { things: words.length > 1 ? things : [], isSearching }
}
