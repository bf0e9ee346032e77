import { answer } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, portalApi } from '../../api/apis.ts'
import type { SignInMethod } from '../../api/portal-session.ts'
import { queryClient } from '../../api/query-client.ts'

/** One entry of GET /portal/account/sessions */
export interface OwnSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  /** Exact to a minute */
  lastSeenAt: string
  expiresAt: string
  /** In which it has signed the person in */
  applications: { key: string; name: string; logoPath: string | null }[]
  isCurrent: boolean
}

/** The identity provider that gives a field at each sign-in; null where it is the person's to change */
export type ProfileSource = { key: string; name: string } | null

/** GET /portal/account/profile */
export interface OwnProfile {
  name: string | null
  photoUrl: string | null
  email: string | null
  providedBy: { name: ProfileSource; photoUrl: ProfileSource }
}

/** One entry of GET /portal/account/passkeys */
export interface OwnPasskey {
  key: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

/** GET /portal/account/authenticator */
interface AuthenticatorState {
  isConfirmed: boolean
  confirmedAt: string | null
  recoveryCodesLeft: number
}

/** GET /portal/account/identity-providers */
export interface LinkedProvider {
  key: string
  name: string
  username: string | null
  email: string | null
  lastLoginAt: string | null
  isUsable: boolean
  /** Of one that was never used */
  usableUntil: string | null
}

export interface LinkedProviders {
  results: LinkedProvider[]
  /** Where one can be linked besides */
  offered: { key: string; name: string }[]
}

/** GET /portal/account/password */
interface PasswordState {
  isSet: boolean
  isAllowed: boolean
}

/** One entry of GET /portal/account/consents: what the person has allowed an application */
export interface GivenConsent {
  key: string
  name: string
  scopes: string[]
  givenAt: string
}

export const consentsQuery = queryOptions({
  queryKey: ['account', 'consents'],
  queryFn: async () => (await portalApi.get<{ results: GivenConsent[] }>('/account/consents')).results,
})

export const profileQuery = queryOptions({
  queryKey: ['account', 'profile'],
  queryFn: () => portalApi.get<OwnProfile>('/account/profile'),
})

export const passwordQuery = queryOptions({
  queryKey: ['account', 'password'],
  queryFn: () => portalApi.get<PasswordState>('/account/password'),
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await portalApi.get<{ results: OwnSession[] }>('/account/sessions')).results,
})

export const ownPasskeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: async () => (await portalApi.get<{ results: OwnPasskey[] }>('/account/passkeys')).results,
})

export const linkedProvidersQuery = queryOptions({
  queryKey: ['account', 'identity-providers'],
  queryFn: () => portalApi.get<LinkedProviders>('/account/identity-providers'),
})

export const authenticatorQuery = queryOptions({
  queryKey: ['account', 'authenticator'],
  queryFn: () => portalApi.get<AuthenticatorState>('/account/authenticator'),
})

/** A new secret for an authenticator app. Each opening of the dialog asks for one, which replaces the former one. */
export const authenticatorSecretQuery = queryOptions({
  queryKey: ['authenticator-secret'],
  queryFn: () => portalApi.post<{ secret: string; uri: string }>('/account/authenticator', {}),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  retry: false,
})

export const ownRolesQuery = (userKey: string) =>
  queryOptions({
    queryKey: ['users', 'one', userKey, 'organization-roles'],
    queryFn: ({ signal }) =>
      answer(identityApi.GET('/users/{key}/organization-roles', { params: { path: { key: userKey } }, signal })),
  })

export const invalidateAccount = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['account'] })

export const invalidateSessions = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })

export const invalidatePasskeys = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ownPasskeysQuery.queryKey })

export const invalidateAuthenticator = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: authenticatorQuery.queryKey })
