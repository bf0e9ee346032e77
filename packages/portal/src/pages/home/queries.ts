import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi } from '../../api/apis.ts'

export const userStatuses = [
  { status: 'Active', label: 'Active' },
  { status: 'Invited', label: 'Invited' },
  { status: 'PendingRegistration', label: 'Pending registration' },
  { status: 'Inactive', label: 'Inactive' },
] as const

/** How many of the users whom the member may see have which status. */
export const usersByStatusQuery = queryOptions({
  queryKey: ['users', 'by-status'],
  staleTime: 60_000,
  queryFn: ({ signal }) =>
    Promise.all(
      userStatuses.map(async ({ status, label }) => {
        const { userCount } = await answer(identityApi.GET('/users/count', { params: { query: { status } }, signal }))
        return { status, label, users: userCount }
      }),
    ),
})

/** The sign-ins of the last days, by day. */
export const signInDaysQuery = (days: number) =>
  queryOptions({
    queryKey: ['sign-in-days', days],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await answer(managementApi.GET('/sign-in-days', { params: { query: { days } }, signal }))).results,
  })

/** After how many days without a sign-in an account is dormant */
export const dormantDays = 90

/** Active users who have not signed in for so long, those who did longest ago first. */
export const dormantAccountsQuery = (most: number) =>
  queryOptions({
    queryKey: ['users', 'dormant', most],
    staleTime: 60_000,
    async queryFn({ signal }) {
      const dormantSince = new Date(Date.now() - dormantDays * 86_400_000).toISOString()
      const query = { dormantSince, sort: 'lastLoginAt', limit: most }
      const { results, page } = await answer(managementApi.GET('/users', { params: { query }, signal }))
      return { users: results, total: page.totalResults ?? results.length }
    },
  })

const soonDays = 14

/** API clients whose secrets expire within two weeks, then those whose secrets have expired. */
export const expiringSecretsQuery = (most: number) =>
  queryOptions({
    queryKey: ['api-clients', 'expiring'],
    async queryFn({ signal }) {
      const [soon, expired] = await Promise.all([
        fetchClients('NeedsAttention', 'secretExpiresAt', signal),
        fetchClients('Expired', '-secretExpiresAt', signal),
      ])
      const limit = Date.now() + soonDays * 86_400_000
      return [...soon.filter(({ secretExpiresAt }) => Date.parse(secretExpiresAt) < limit), ...expired].slice(0, most)
    },
  })

async function fetchClients(status: 'NeedsAttention' | 'Expired', sort: string, signal: AbortSignal) {
  const query = { status, sort, limit: 20 }
  return (await answer(managementApi.GET('/api-clients', { params: { query }, signal }))).results
}

/** Certificates for SAML that somebody has to replace. It needs the permission to manage authentication. */
export const endingCertificatesQuery = queryOptions({
  queryKey: ['identity-providers', 'ending-certificates'],
  queryFn: ({ signal }) => answer(managementApi.GET('/identity-provider-connection/ending-certificates', { signal })),
})

/** Actions that change nothing: sign-ins and the ends of sessions. */
const sessionActions = ['user.signed-in', 'user.signed-out', 'session.ended']

/** The newest changes of the audit trail. */
export const recentChangesQuery = (most: number) =>
  queryOptions({
    queryKey: ['audit-entries', 'recent'],
    async queryFn({ signal }) {
      const { results } = await answer(
        managementApi.GET('/audit-entries', { params: { query: { limit: 50, result: ['Success'] } }, signal }),
      )
      return results.filter(({ action }) => !sessionActions.includes(action)).slice(0, most)
    },
  })

/**
 * Whether there is an API client, whether one got a token, and whether one called an API with it. Asked again by whoever
 * comes back from the terminal.
 */
export const firstClientsQuery = queryOptions({
  queryKey: ['api-clients', 'first-steps'],
  async queryFn({ signal }) {
    const query = { limit: 100, sort: '-lastUsedAt' }
    const { results } = await answer(managementApi.GET('/api-clients', { params: { query }, signal }))
    return {
      hasSome: results.length > 0,
      wasUsed: results.some(({ lastUsedAt }) => lastUsedAt !== null),
      hasCalled: results.some(({ firstRequestAt }) => firstRequestAt !== null),
    }
  },
  refetchOnWindowFocus: 'always',
})

/** Whether there is more than one user. */
export const hasPeopleQuery = queryOptions({
  queryKey: ['users', 'first-steps'],
  queryFn: async ({ signal }) => (await answer(identityApi.GET('/users/count', { signal }))).userCount > 1,
})
