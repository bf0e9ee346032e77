import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A sign-in application as lists show it */
export type RelyingParty = Schemas['RelyingPartySummary']
/** The same with all its settings, and hints of the secrets that work */
export type RelyingPartyDetails = Schemas['RelyingPartyDetails']
export type RelyingPartiesQuery = QueryOf<operations['RelyingParty_List']>
export type NewRelyingParty = Schemas['RelyingPartyCreateRequest']
export type RelyingPartyChanges = Schemas['RelyingPartyUpdateRequest']
/** The secret is in no other answer. Null where the application authenticates without one */
export type RelyingPartyCredentials = Schemas['RelyingPartyCredentials']
export type RenewedRelyingPartyCredentials = Schemas['RenewedRelyingPartyCredentials']
export type NewRelyingPartySecret = Schemas['RelyingPartySecretRequest']

/**
 * Applications that sign people in by OpenID Connect. Needs the permission *Manage authentication*; for those of a stage,
 * *Manage end-user access* there as well.
 */
export interface RelyingParties {
  list(query?: RelyingPartiesQuery, options?: CallOptions): PageList<RelyingParty>
  /** Registers an application. Keep the secret: it is never shown again. */
  create(relyingParty: NewRelyingParty, options?: CallOptions): Promise<RelyingPartyCredentials>
  get(key: string, options?: CallOptions): Promise<RelyingPartyDetails>
  /** Changes what is given. Works at once. */
  update(key: string, changes: RelyingPartyChanges, options?: EditOptions): Promise<void>
  /** A new secret. The former one ends at once, or after `overlapHours`, up to 168. */
  generateSecret(
    key: string,
    secret?: NewRelyingPartySecret,
    options?: CallOptions,
  ): Promise<RenewedRelyingPartyCredentials>
  /** Ends one secret at once, also the newest one. */
  endSecret(key: string, secretKey: string, options?: CallOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
}

export const relyingParties = (api: Client<paths>): RelyingParties => ({
  list: (query = {}, options = {}) =>
    pageListOf(query, (page) => api.GET('/relying-parties', withQuery(undefined, page, options))),
  create: (body, options = {}) => answer(api.POST('/relying-parties', { body, ...options })),
  get: (key, options) => answer(api.GET('/relying-parties/{key}', withPath({ key }, options))),
  update: (key, body, options) =>
    completed(api.PATCH('/relying-parties/{key}', { ...withPath({ key }, options), body })),
  generateSecret: (key, body = {}, options) =>
    answer(api.POST('/relying-parties/{key}/secrets', { ...withPath({ key }, options), body })),
  endSecret: (key, secretKey, options) =>
    completed(api.DELETE('/relying-parties/{key}/secrets/{secretKey}', withPath({ key, secretKey }, options))),
  delete: (key, options) => completed(api.DELETE('/relying-parties/{key}', withPath({ key }, options))),
})
