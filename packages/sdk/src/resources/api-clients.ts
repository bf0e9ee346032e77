import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A machine identity as lists show it */
export type ApiClient = Schemas['ApiClientSummary']
/** The same with its permissions: those that were granted, and those that these bring with them */
export type ApiClientDetails = Schemas['ApiClientDetails']
export type ApiClientsQuery = QueryOf<operations['ApiClient_List']>
export type NewApiClient = Schemas['ApiClientCreateRequest']
export type ApiClientChanges = Schemas['ApiClientUpdateRequest']
/** The secret is in no other answer. */
export type ApiClientCredentials = Schemas['ApiClientCredentials']
export type RenewedApiClientCredentials = Schemas['RenewedApiClientCredentials']
export type ApiClientPermissions = Schemas['ApiClientPermissionsRequest']['permissions']
/** How often a client got tokens, called APIs and was refused, in steps of the period, in UTC */
export type ApiClientUse = Schemas['ApiClientUse']
export type ApiClientUsePeriod = Schemas['ApiClientUsePeriod']
export type NewSecret = Schemas['ApiClientSecretRequest']

/** API clients, which ODC manages in its portal only. Needs the permission *Manage API clients*. */
export interface ApiClients {
  list(query?: ApiClientsQuery, options?: CallOptions): PageList<ApiClient>
  /** Creates an API client. Keep the secret: it is never shown again. */
  create(client: NewApiClient, options?: CallOptions): Promise<ApiClientCredentials>
  get(key: string, options?: CallOptions): Promise<ApiClientDetails>
  /**
   * Changes name, description, reminder, rotation, life and type of its tokens, or its public keys: stored ones (`jwks`),
   * or the https address where the client publishes them (`jwksUri`). It has one of the two; null takes the other.
   */
  update(key: string, changes: ApiClientChanges, options?: EditOptions): Promise<void>
  /** Replaces the permissions. Works at once, also on tokens already issued. */
  setPermissions(
    key: string,
    permissions: ApiClientPermissions,
    options?: EditOptions,
  ): Promise<Schemas['ApiClientPermissions']>
  /** A new secret. The former one ends at once, or after `overlapHours`, up to 168. */
  generateSecret(key: string, secret?: NewSecret, options?: CallOptions): Promise<RenewedApiClientCredentials>
  /** Ends one secret at once, also the newest one. */
  endSecret(key: string, secretKey: string, options?: CallOptions): Promise<void>
  /** How often it got tokens and called APIs, and why it was refused: in the last 7 days unless another period is given */
  use(key: string, period?: ApiClientUsePeriod, options?: CallOptions): Promise<ApiClientUse>
  /** Suspends an API client: it gets no new tokens, and those already issued are refused at once. */
  suspend(key: string, options?: CallOptions): Promise<void>
  /** Resumes an API client: tokens already issued work again. */
  resume(key: string, options?: CallOptions): Promise<void>
  /** Deletes a suspended API client permanently. @throws PorticoError 409 where it is not suspended */
  delete(key: string, options?: CallOptions): Promise<void>
}

export const apiClients = (api: Client<paths>): ApiClients => ({
  list: (query = {}, options = {}) =>
    pageListOf(query, (page) => api.GET('/api-clients', withQuery(undefined, page, options))),
  create: (body, options = {}) => answer(api.POST('/api-clients', { body, ...options })),
  get: (key, options) => answer(api.GET('/api-clients/{key}', withPath({ key }, options))),
  update: (key, body, options) => completed(api.PATCH('/api-clients/{key}', { ...withPath({ key }, options), body })),
  setPermissions: (key, permissions, options) =>
    answer(api.PUT('/api-clients/{key}/permissions', { ...withPath({ key }, options), body: { permissions } })),
  generateSecret: (key, body = {}, options) =>
    answer(api.POST('/api-clients/{key}/secrets', { ...withPath({ key }, options), body })),
  endSecret: (key, secretKey, options) =>
    completed(api.DELETE('/api-clients/{key}/secrets/{secretKey}', withPath({ key, secretKey }, options))),
  use: (key, period, options) =>
    answer(api.GET('/api-clients/{key}/use', withQuery({ key }, period ? { period } : {}, options))),
  suspend: (key, options) => completed(api.POST('/api-clients/{key}/suspend', withPath({ key }, options))),
  resume: (key, options) => completed(api.POST('/api-clients/{key}/resume', withPath({ key }, options))),
  delete: (key, options) => completed(api.DELETE('/api-clients/{key}', withPath({ key }, options))),
})
