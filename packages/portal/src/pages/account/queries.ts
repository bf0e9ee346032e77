import { queryOptions } from '@tanstack/react-query'
import { answer, identity, portal } from '../../api/client.ts'
import type { AuthenticatorState, OwnPasskey, OwnSession } from '../../api/portal-types.ts'
import { queryClient } from '../../api/query-client.ts'

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await portal.get<{ results: OwnSession[] }>('/account/sessions')).results,
})

export const ownPasskeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: async () => (await portal.get<{ results: OwnPasskey[] }>('/account/passkeys')).results,
})

export const authenticatorQuery = queryOptions({
  queryKey: ['account', 'authenticator'],
  queryFn: () => portal.get<AuthenticatorState>('/account/authenticator'),
})

/** A new secret for an authenticator app. Each opening of the dialog asks for one, which replaces the former one. */
export const authenticatorSecretQuery = queryOptions({
  queryKey: ['authenticator-secret'],
  queryFn: () => portal.post<{ secret: string; uri: string }>('/account/authenticator', {}),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  retry: false,
})

export const ownRolesQuery = (userKey: string) =>
  queryOptions({
    queryKey: ['users', 'one', userKey, 'organization-roles'],
    queryFn: ({ signal }) =>
      answer(identity.GET('/users/{key}/organization-roles', { params: { path: { key: userKey } }, signal })),
  })

export const invalidateAccount = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['account'] })

export const invalidateSessions = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })

export const invalidatePasskeys = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ownPasskeysQuery.queryKey })

export const invalidateAuthenticator = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: authenticatorQuery.queryKey })
