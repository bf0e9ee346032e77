import { type Static, Type } from 'typebox'
import {
  AnyOf,
  component,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Sort,
  strict,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { Creator, Day, Jwks } from '../../api-clients/clients/api-clients-schemas.ts'
import { longestOverlapHours } from '../../foundation/client-secrets/longest-overlap-hours.ts'
import { clientAuthentications, dpopUses, relyingPartyScopes, relyingPartyTypes } from './relying-party.ts'
import { relyingPartyStatuses } from './relying-party-status.ts'

const RelyingPartyType = named('RelyingPartyType', OneOf(...relyingPartyTypes))
const Authentication = named('RelyingPartyClientAuthentication', OneOf(...clientAuthentications))
const Status = named('RelyingPartyStatus', OneOf(...relyingPartyStatuses))

/** An absolute URL, compared as it is */
const Address = Type.String({ minLength: 1, maxLength: 2_000 })
const mostAddresses = 20

/** Who may use it. `roles` and `groups`: who holds one of these roles, or is a member of one of these groups. */
const AllowedUsersKind = named('RelyingPartyAllowedUsersKind', OneOf('everybody', 'roles', 'groups'))
const AllowedUsers = Type.Object(
  {
    who: AllowedUsersKind,
    applicationRoleKeys: Type.Optional(AnyOf(Key)),
    groupKeys: Type.Optional(AnyOf(Key)),
  },
  component('RelyingPartyAllowedUsers'),
)
export type AllowedUsersRequest = Static<typeof AllowedUsers>

const settings = {
  name: Name,
  logoUrl: Nullable(Address),
  isActive: Type.Boolean(),
  clientAuthentication: Authentication,
  redirectUris: Type.Array(Address, { minItems: 1, maxItems: mostAddresses }),
  postLogoutRedirectUris: Type.Array(Address, { maxItems: mostAddresses }),
  /** Where Portico tells the application that a session has ended (OpenID Connect Back-Channel Logout 1.0) */
  backChannelLogoutUri: Nullable(Address),
  /** Where the application begins a sign-in by itself; what My applications opens */
  initiateLoginUri: Nullable(Address),
  requiresPkce: Type.Boolean(),
  /** Whether users are asked what the application may know; not needed for applications of one's own */
  requiresConsent: Type.Boolean(),
  /** Whether requests must be pushed (RFC 9126) */
  requiresPushedRequests: Type.Boolean(),
  usesDpop: named('RelyingPartyDpopUse', OneOf(...dpopUses)),
  allowsRefreshTokens: Type.Boolean(),
  accessTokenMinutes: Type.Integer({ minimum: 1, maximum: 720 }),
  refreshTokenDays: Type.Integer({ minimum: 1, maximum: 365 }),
  /** What it may ask for. Unless given, `offline_access` follows allowsRefreshTokens, and `roles` follows assetKey. */
  scopes: Type.Array(named('RelyingPartyScope', OneOf(...relyingPartyScopes)), {
    minItems: 1,
    maxItems: relyingPartyScopes.length,
  }),
  allowedUsers: AllowedUsers,
  /** The asset whose application roles tokens carry; it must be deployed in the environment */
  assetKey: Nullable(Key),
  /** The stage whose end users it is for; null: the users of the organization */
  environmentKey: Nullable(Key),
  /** How long ago a user may have signed in, in minutes; null: as long as the session lasts */
  maxSignInAgeMinutes: Nullable(Type.Integer({ minimum: 1, maximum: 525_600 })),
  requiresSecondFactor: Type.Boolean(),
  /** Null: every identity provider of the stage, or of the organization */
  identityProviderKeys: Nullable(Type.Array(Key, { minItems: 1, maxItems: 100 })),
  jwks: Nullable(Jwks),
  /** Where the application publishes its public keys, in the place of jwks */
  jwksUri: Nullable(Address),
  /** Whether those who manage authentication get a mail 14 days before the newest secret expires */
  hasExpiryReminder: Type.Boolean(),
}

const { name, redirectUris, ...others } = settings
const optional = Type.Partial(Type.Object(others)).properties

export const RelyingPartyCreateRequest = Type.Object(
  { name, type: RelyingPartyType, redirectUris, ...optional, expiresOn: Type.Optional(Nullable(Day)) },
  component('RelyingPartyCreateRequest'),
)
export type RelyingPartyCreateRequest = Static<typeof RelyingPartyCreateRequest>

/** The type stays: another one is another application. */
export const RelyingPartyEditRequest = Type.Partial(Type.Object(settings), component('RelyingPartyUpdateRequest'))
export type RelyingPartyEditRequest = Static<typeof RelyingPartyEditRequest>

export const RelyingPartyCredentials = Type.Object(
  {
    key: Key,
    clientId: Type.String(),
    /** Null where it does not authenticate with a secret */
    clientSecret: Nullable(Type.String()),
    secretExpiresAt: Nullable(Timestamp),
  },
  component('RelyingPartyCredentials'),
)
export type RelyingPartyCredentials = Static<typeof RelyingPartyCredentials>

export const RenewedRelyingPartyCredentials = Type.Object(
  {
    key: Key,
    clientId: Type.String(),
    clientSecret: Type.String(),
    secretExpiresAt: Timestamp,
    /** When the former secret ends; null where it has ended, or there was none */
    formerSecretExpiresAt: Nullable(Timestamp),
  },
  component('RenewedRelyingPartyCredentials'),
)
export type RenewedRelyingPartyCredentials = Static<typeof RenewedRelyingPartyCredentials>

export const RelyingPartySecretRequest = Type.Object(
  {
    expiresOn: Type.Optional(Nullable(Day)),
    /** How long the former secret stays valid, in hours: up to 168, none unless given. */
    overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: longestOverlapHours, default: 0 })),
  },
  component('RelyingPartySecretRequest'),
)

/** A secret that works: the newest one, or a former one in its overlap */
const ValidSecret = Type.Object(
  {
    key: Key,
    lastFour: Type.String(),
    isCurrent: Type.Boolean(),
    createdAt: Timestamp,
    createdBy: Nullable(Creator),
    expiresAt: Timestamp,
    /** Null while nobody has used it */
    firstUsedAt: Nullable(Timestamp),
    /** When somebody last authenticated with it, to a minute; null: never */
    lastUsedAt: Nullable(Timestamp),
  },
  component('RelyingPartySecret'),
)

const summary = {
  key: Key,
  clientId: Type.String(),
  name: Type.String(),
  logoUrl: Nullable(Type.String()),
  type: RelyingPartyType,
  isActive: Type.Boolean(),
  status: Status,
  clientAuthentication: Authentication,
  assetKey: Nullable(Key),
  environmentKey: Nullable(Key),
  /** Of the newest secret; null where there is none */
  secretExpiresAt: Nullable(Timestamp),
  /** When it last obtained tokens; null: never */
  lastUsedAt: Nullable(Timestamp),
  createdAt: Timestamp,
  updatedAt: Timestamp,
}

export const RelyingPartyPage = Page(Type.Object(summary, component('RelyingPartySummary')), 'RelyingPartyPage')
/** Whoever it was for may be deleted: with no role or group left, nobody may use it. */
const StoredAllowedUsers = Type.Object(
  {
    who: AllowedUsersKind,
    applicationRoleKeys: Type.Optional(Type.Array(Key)),
    groupKeys: Type.Optional(Type.Array(Key)),
  },
  component('RelyingPartyStoredAllowedUsers'),
)

export const RelyingPartyDetails = Type.Object(
  { ...settings, ...summary, allowedUsers: StoredAllowedUsers, createdBy: Creator, secrets: Type.Array(ValidSecret) },
  component('RelyingPartyDetails'),
)
export type RelyingPartyDetails = Static<typeof RelyingPartyDetails>

export const RelyingPartyQuery = Query({
  /** A client ID that is given whole finds the application that has it. */
  nameContains: Type.Optional(SearchText),
  /** The one application that has this client ID */
  clientId: Type.Optional(SearchText),
  type: Type.Optional(RelyingPartyType),
  isActive: Type.Optional(Type.Boolean()),
  environmentKey: Type.Optional(Key),
  assetKey: Type.Optional(Key),
  sort: Sort('name', 'createdAt', 'lastUsedAt'),
  ...PageQuery,
})

export const SecretParameters = Type.Object({ key: Key, secretKey: Key }, strict)
