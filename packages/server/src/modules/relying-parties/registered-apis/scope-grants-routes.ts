import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { listHeldApis } from './list-held-apis.ts'
import { listScopeHolders } from './list-scope-holders.ts'
import {
  ApiClientGrantParameters,
  GrantedScopes,
  HeldApiPage,
  PageOnlyQuery,
  RelyingPartyGrantParameters,
  ScopeHolderPage,
} from './registered-apis-schemas.ts'
import { getApiClientScopes, lockApiClientScopes, replaceApiClientScopes } from './replace-api-client-scopes.ts'
import {
  getRelyingPartyScopes,
  lockRelyingPartyScopes,
  replaceRelyingPartyScopes,
} from './replace-relying-party-scopes.ts'

const managesAuthentication = 'User and access management > Manage authentication'
const managesApiClients = 'User and access management > Manage API clients'
const reading = { permission: [managesAuthentication, managesApiClients] } as const
const tags = ['registered-apis']
const scopes = { kind: 'granted scopes', fields: ['scopes'] }
const editApiClientScopes = conditionalEdit({
  lock: lockApiClientScopes,
  read: getApiClientScopes,
  change: replaceApiClientScopes,
})
const editRelyingPartyScopes = conditionalEdit({
  lock: lockRelyingPartyScopes,
  read: getRelyingPartyScopes,
  change: replaceRelyingPartyScopes,
})

/** `/api/management/v1/registered-apis/{key}/grants`: who may have which scopes in tokens for the API. */
export const scopeGrantRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/registered-apis/:key/grants',
      {
        config: reading,
        schema: {
          operationId: 'RegisteredApi_ListGrants',
          summary: 'List the API clients and sign-in applications that hold scopes of a registered API, by name',
          tags,
          params: KeyParameter,
          querystring: PageOnlyQuery,
          response: { 200: ScopeHolderPage, ...problems(400, 401, 403, 404) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listScopeHolders, params.key, query),
    )

    app.get(
      '/registered-apis/:key/grants/api-clients/:apiClientKey',
      {
        config: { ...reading, edited: scopes },
        schema: {
          operationId: 'RegisteredApi_ReadApiClientScopes',
          summary: 'Read which scopes of a registered API an API client has',
          tags,
          params: ApiClientGrantParameters,
          response: { 200: GrantedScopes, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getApiClientScopes(parts, principal, params.key, params.apiClientKey),
    )

    app.put(
      '/registered-apis/:key/grants/api-clients/:apiClientKey',
      {
        config: { permission: managesAuthentication, recentSignIn: 'api-clients', edited: scopes },
        schema: {
          operationId: 'RegisteredApi_SetApiClientScopes',
          summary:
            'Set which scopes of a registered API an API client has; none takes the API from it. This needs the permission Manage API clients as well.',
          tags,
          params: ApiClientGrantParameters,
          body: GrantedScopes,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        const { key, apiClientKey } = request.params
        await editApiClientScopes(parts, request, reply, key, apiClientKey)
        return reply.code(204).send()
      },
    )

    app.get(
      '/registered-apis/:key/grants/relying-parties/:relyingPartyKey',
      {
        config: { permission: managesAuthentication, edited: scopes },
        schema: {
          operationId: 'RegisteredApi_ReadRelyingPartyScopes',
          summary: 'Read which scopes of a registered API a sign-in application may ask for',
          tags,
          params: RelyingPartyGrantParameters,
          response: { 200: GrantedScopes, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getRelyingPartyScopes(parts, principal, params.key, params.relyingPartyKey),
    )

    app.put(
      '/registered-apis/:key/grants/relying-parties/:relyingPartyKey',
      {
        config: { permission: managesAuthentication, recentSignIn: 'identity-providers', edited: scopes },
        schema: {
          operationId: 'RegisteredApi_SetRelyingPartyScopes',
          summary: 'Set which scopes of a registered API a sign-in application may ask for; none takes the API from it',
          tags,
          params: RelyingPartyGrantParameters,
          body: GrantedScopes,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        const { key, relyingPartyKey } = request.params
        await editRelyingPartyScopes(parts, request, reply, key, relyingPartyKey)
        return reply.code(204).send()
      },
    )

    app.get(
      '/relying-parties/:key/registered-apis',
      {
        config: { permission: managesAuthentication },
        schema: {
          operationId: 'RelyingParty_ListRegisteredApis',
          summary: 'List the registered APIs of which a sign-in application may ask for scopes, by name',
          tags,
          params: KeyParameter,
          querystring: PageOnlyQuery,
          response: { 200: HeldApiPage, ...problems(400, 401, 403, 404) },
        },
      },
      ({ params, query }, reply) =>
        parts.reads.sendRead(reply, listHeldApis, { type: 'relying-party', key: params.key }, query),
    )

    app.get(
      '/api-clients/:key/registered-apis',
      {
        config: reading,
        schema: {
          operationId: 'ApiClient_ListRegisteredApis',
          summary: 'List the registered APIs of which an API client has scopes, by name',
          tags,
          params: KeyParameter,
          querystring: PageOnlyQuery,
          response: { 200: HeldApiPage, ...problems(400, 401, 403, 404) },
        },
      },
      ({ params, query }, reply) =>
        parts.reads.sendRead(reply, listHeldApis, { type: 'api-client', key: params.key }, query),
    )
  }
