import { answer, completed } from '@portico/sdk'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../../api/apis.ts'

export const userSessionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'sessions'],
    queryFn: ({ signal }) => fetchSessions(key, signal),
  })

const fetchSessions = async (key: string, signal: AbortSignal) =>
  (await answer(managementApi.GET('/users/{key}/sessions', { params: { path: { key } }, signal }))).results

export type UserSession = Awaited<ReturnType<typeof fetchSessions>>[number]

/** Password, passkeys and authenticator app of a user, without any secret */
export const signInMethodsQuery = (key: string) =>
  queryOptions({
    queryKey: ['users', 'one', key, 'sign-in-methods'],
    queryFn: ({ signal }) => fetchSignInMethods(key, signal),
  })

const fetchSignInMethods = (key: string, signal: AbortSignal) =>
  answer(managementApi.GET('/users/{key}/sign-in-methods', { params: { path: { key } }, signal }))

export type SignInMethods = Awaited<ReturnType<typeof fetchSignInMethods>>
export type UserPasskey = SignInMethods['passkeys'][number]

export const endSession = (key: string, sessionKey: string): Promise<void> =>
  completed(managementApi.DELETE('/users/{key}/sessions/{sessionKey}', { params: { path: { key, sessionKey } } }))

export const endSessions = (key: string): Promise<void> =>
  completed(managementApi.DELETE('/users/{key}/sessions', { params: { path: { key } } }))

export const addBuiltInProfile = (key: string): Promise<void> =>
  completed(managementApi.POST('/users/{key}/built-in-profile', { params: { path: { key } } }))

export const sendPasswordReset = (key: string): Promise<void> =>
  completed(managementApi.POST('/users/{key}/password-reset', { params: { path: { key } } }))

export const removePasskey = (key: string, passkeyKey: string): Promise<void> =>
  completed(managementApi.DELETE('/users/{key}/passkeys/{passkeyKey}', { params: { path: { key, passkeyKey } } }))

export const removeAuthenticator = (key: string): Promise<void> =>
  completed(managementApi.DELETE('/users/{key}/authenticator', { params: { path: { key } } }))
