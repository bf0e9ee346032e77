import { type Static, Type } from 'typebox'
import {
  component,
  Description,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  strict,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { mostAccessTokenMinutes } from '../../api-clients/clients/api-client.ts'
import { scopePattern } from './require-scopes.ts'

/** 1 to 128 of the characters that RFC 6749, section 3.3, allows */
const ScopeName = Type.String({ minLength: 1, maxLength: 128, pattern: scopePattern })

const ScopeRequest = Type.Object(
  { name: ScopeName, description: Type.Optional(Nullable(Description)) },
  component('RegisteredApiScopeRequest'),
)

const Scope = Type.Object(
  { name: Type.String(), description: Nullable(Type.String()) },
  component('RegisteredApiScope'),
)

/** At least one: who has none of them gets no token. */
const Scopes = Type.Array(ScopeRequest, { minItems: 1, maxItems: 100 })

/** From 1 to 720; tokens of clients with a shorter life of their own end earlier. */
const Minutes = Type.Integer({ minimum: 1, maximum: mostAccessTokenMinutes })

export const RegisteredApiCreateRequest = Type.Object(
  {
    name: Name,
    /** `aud` of the tokens: an absolute URI without a fragment. It never changes. */
    audience: Type.String({ minLength: 1, maxLength: 255 }),
    scopes: Scopes,
    accessTokenMinutes: Type.Optional(Minutes),
  },
  component('RegisteredApiCreateRequest'),
)
export type RegisteredApiCreateRequest = Static<typeof RegisteredApiCreateRequest>

export const RegisteredApiEditRequest = Type.Object(
  {
    name: Type.Optional(Name),
    /** All of them: a scope that is missing is taken from everybody who has it. */
    scopes: Type.Optional(Scopes),
    accessTokenMinutes: Type.Optional(Minutes),
    isActive: Type.Optional(Type.Boolean()),
  },
  component('RegisteredApiUpdateRequest'),
)
export type RegisteredApiEditRequest = Static<typeof RegisteredApiEditRequest>

export const RegisteredApiCreated = Type.Object({ key: Key }, component('RegisteredApiCreated'))

export const RegisteredApiDetails = Type.Object(
  {
    key: Key,
    name: Type.String(),
    audience: Type.String(),
    scopes: Type.Array(Scope),
    accessTokenMinutes: Type.Integer(),
    isActive: Type.Boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  component('RegisteredApi'),
)
export const RegisteredApiPage = Page(RegisteredApiDetails, 'RegisteredApiPage')

export const RegisteredApisQuery = Query({ nameContains: Type.Optional(SearchText), ...PageQuery })
export type RegisteredApisQuery = Static<typeof RegisteredApisQuery>

/** Who holds scopes of an API */
const Holder = Type.Object(
  {
    type: named('ScopeHolderType', OneOf('api-client', 'relying-party')),
    key: Key,
    name: Type.String(),
    clientId: Type.String(),
    scopes: Type.Array(Type.String()),
  },
  component('ScopeHolder'),
)
export const ScopeHolderPage = Page(Holder, 'ScopeHolderPage')

/** An API of which a client holds scopes */
const HeldApi = Type.Object(
  {
    key: Key,
    name: Type.String(),
    audience: Type.String(),
    isActive: Type.Boolean(),
    scopes: Type.Array(Type.String()),
  },
  component('HeldApi'),
)
export const HeldApiPage = Page(HeldApi, 'HeldApiPage')

export const PageOnlyQuery = Query(PageQuery)
export type PageOnlyQuery = Static<typeof PageOnlyQuery>

/** All scopes of the API that the client has from now on; with none of them, it gets no token for the API. */
export const GrantedScopes = Type.Object(
  { scopes: Type.Array(ScopeName, { maxItems: 100 }) },
  component('GrantedScopes'),
)

export const ApiClientGrantParameters = Type.Object({ key: Key, apiClientKey: Key }, strict)
export const RelyingPartyGrantParameters = Type.Object({ key: Key, relyingPartyKey: Key }, strict)
