import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** An API of your own, for which clients get access tokens */
export type RegisteredApi = Schemas['RegisteredApi']
export type NewRegisteredApi = Schemas['RegisteredApiCreateRequest']
export type RegisteredApiChanges = Schemas['RegisteredApiUpdateRequest']
export type RegisteredApisQuery = QueryOf<operations['RegisteredApi_List']>
/** An API client or a sign-in application with the scopes of an API that it has */
export type ScopeHolder = Schemas['ScopeHolder']
/** An API with the scopes of it that a client has */
export type HeldApi = Schemas['HeldApi']

/**
 * APIs of your own. Needs the permission *Manage authentication*; giving scopes to an API client needs *Manage API clients*
 * as well, which is enough for reading.
 */
export interface RegisteredApis {
  list(query?: RegisteredApisQuery, options?: CallOptions): PageList<RegisteredApi>
  /** The audience is an absolute URI without a fragment, and never changes. @returns the key */
  create(api: NewRegisteredApi, options?: CallOptions): Promise<{ key: string }>
  get(key: string, options?: CallOptions): Promise<RegisteredApi>
  /** A scope that is missing in `scopes` is taken from everybody who has it. */
  update(key: string, changes: RegisteredApiChanges, options?: EditOptions): Promise<void>
  /** @throws PorticoError 409 where it is active */
  delete(key: string, options?: CallOptions): Promise<void>
  /** Who has which scopes of it, by name */
  holders(key: string, options?: CallOptions): PageList<ScopeHolder>
  /** Of which APIs an API client has scopes, by name */
  ofApiClient(apiClientKey: string, options?: CallOptions): PageList<HeldApi>
  /** Replaces the scopes that an API client has. None takes the API from it. This counts from its next token on. */
  setApiClientScopes(key: string, apiClientKey: string, scopes: string[], options?: EditOptions): Promise<void>
  /** Replaces the scopes that a sign-in application may ask for. */
  setRelyingPartyScopes(key: string, relyingPartyKey: string, scopes: string[], options?: EditOptions): Promise<void>
}

export const registeredApis = (api: Client<paths>): RegisteredApis => ({
  list: (query = {}, options = {}) =>
    pageListOf(query, (page) => api.GET('/registered-apis', withQuery(undefined, page, options))),
  create: (body, options = {}) => answer(api.POST('/registered-apis', { body, ...options })),
  get: (key, options) => answer(api.GET('/registered-apis/{key}', withPath({ key }, options))),
  update: (key, body, options) =>
    completed(api.PATCH('/registered-apis/{key}', { ...withPath({ key }, options), body })),
  delete: (key, options) => completed(api.DELETE('/registered-apis/{key}', withPath({ key }, options))),
  holders: (key, options = {}) =>
    pageListOf({}, (page) => api.GET('/registered-apis/{key}/grants', withQuery({ key }, page, options))),
  ofApiClient: (key, options = {}) =>
    pageListOf({}, (page) => api.GET('/api-clients/{key}/registered-apis', withQuery({ key }, page, options))),
  setApiClientScopes: (key, apiClientKey, scopes, options) =>
    completed(
      api.PUT('/registered-apis/{key}/grants/api-clients/{apiClientKey}', {
        ...withPath({ key, apiClientKey }, options),
        body: { scopes },
      }),
    ),
  setRelyingPartyScopes: (key, relyingPartyKey, scopes, options) =>
    completed(
      api.PUT('/registered-apis/{key}/grants/relying-parties/{relyingPartyKey}', {
        ...withPath({ key, relyingPartyKey }, options),
        body: { scopes },
      }),
    ),
})
