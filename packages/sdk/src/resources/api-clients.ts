import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/management.ts'
import {
  type AnswerOf,
  answer,
  asking,
  at,
  type BodyOf,
  type CallOptions,
  done,
  type ItemOf,
  type QueryOf,
} from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** A machine identity as lists show it */
export type ApiClient = ItemOf<operations['ApiClient_List']>
/** The same with its permissions, those it was given and those that came along */
export type ApiClientDetails = AnswerOf<operations['ApiClient_Read']>
export type ApiClientsQuery = QueryOf<operations['ApiClient_List']>
export type NewApiClient = BodyOf<operations['ApiClient_Create']>
export type ApiClientChanges = BodyOf<operations['ApiClient_Edit']>
/** The secret is in no other answer. */
export type ApiClientCredentials = AnswerOf<operations['ApiClient_Create']>
export type ApiClientPermissions = BodyOf<operations['ApiClient_SetPermissions']>['permissions']
export type NewSecret = BodyOf<operations['ApiClient_GenerateSecret']>

/** API clients, which ODC manages in its portal only. Needs the permission *Manage API clients*. */
export interface ApiClients {
  list(query?: ApiClientsQuery, options?: CallOptions): PageList<ApiClient>
  /** Creates an API client. Keep the secret: it is never shown again. */
  create(client: NewApiClient, options?: CallOptions): Promise<ApiClientCredentials>
  get(key: string, options?: CallOptions): Promise<ApiClientDetails>
  /** Changes name, description or public keys. */
  update(key: string, changes: ApiClientChanges, options?: CallOptions): Promise<void>
  /** Replaces the permissions. Works at once, also on tokens already issued. */
  setPermissions(
    key: string,
    permissions: ApiClientPermissions,
    options?: CallOptions,
  ): Promise<AnswerOf<operations['ApiClient_SetPermissions']>>
  /** A new secret. The former one ends at once, or after `overlapHours`, up to 168. */
  generateSecret(key: string, secret?: NewSecret, options?: CallOptions): Promise<ApiClientCredentials>
  /** Cuts it off: no new tokens, and those already issued are refused at once. */
  suspend(key: string, options?: CallOptions): Promise<void>
  /** Lets it work again, with the tokens it had. */
  resume(key: string, options?: CallOptions): Promise<void>
  /** Deletes a suspended one for good. @throws PorticoError 409 where it is not suspended */
  delete(key: string, options?: CallOptions): Promise<void>
}

export const apiClients = (api: Client<paths>): ApiClients => ({
  list: (query = {}, options = {}) =>
    listOf(query, (page) => api.GET('/api-clients', asking(undefined, page, options))),
  create: (body, options = {}) => answer(api.POST('/api-clients', { body, ...options })),
  get: (key, options) => answer(api.GET('/api-clients/{key}', at({ key }, options))),
  update: (key, body, options) => done(api.PATCH('/api-clients/{key}', { ...at({ key }, options), body })),
  setPermissions: (key, permissions, options) =>
    answer(api.PUT('/api-clients/{key}/permissions', { ...at({ key }, options), body: { permissions } })),
  generateSecret: (key, body = {}, options) =>
    answer(api.POST('/api-clients/{key}/secrets', { ...at({ key }, options), body })),
  suspend: (key, options) => done(api.POST('/api-clients/{key}/suspend', at({ key }, options))),
  resume: (key, options) => done(api.POST('/api-clients/{key}/resume', at({ key }, options))),
  delete: (key, options) => done(api.DELETE('/api-clients/{key}', at({ key }, options))),
})
