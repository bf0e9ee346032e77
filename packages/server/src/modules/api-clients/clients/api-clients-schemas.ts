import { Type } from 'typebox'
import {
  AnyOf,
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
  Sort,
  strict,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { longestOverlapHours } from '../../foundation/client-secrets/longest-overlap-hours.ts'
import { accessTokenTypes, apiClientStatuses, mostAccessTokenMinutes } from './api-client.ts'

export const ApiClientStatus = named('ApiClientStatus', OneOf(...apiClientStatuses))

/** `typ` in the header of the client's access tokens: at+jwt (RFC 9068), or JWT for verifiers that refuse it */
const TokenType = named('ApiClientAccessTokenType', OneOf(...accessTokenTypes))

/** How long the client's access tokens are valid, in minutes: 720 unless given. It counts for tokens that are issued from then on. */
const TokenMinutes = Type.Integer({ minimum: 1, maximum: mostAccessTokenMinutes })

/** A permission by its key or by its name, for all environments (null or absent) or for those that are listed. */
export const PermissionSelection = Type.Object(
  {
    permissionKey: Type.Optional(Key),
    name: Type.Optional(SearchText),
    environmentKeys: Type.Optional(Nullable(AnyOf(Key))),
  },
  component('PermissionSelection'),
)

const GrantedPermission = Type.Object(
  { permissionKey: Key, name: Type.String(), environmentKeys: Nullable(Type.Array(Key)) },
  component('GrantedPermission'),
)

/** A public key (RFC 7517). Which members it may have depends on its type. */
const Jwk = Type.Unsafe<Record<string, unknown>>({ title: 'Jwk', type: 'object', additionalProperties: true })

/** A JSON Web Key Set with the public keys of a client that uses private_key_jwt. */
export const Jwks = Type.Object(
  {
    keys: Type.Array(Jwk, { minItems: 1, maxItems: 10 }),
  },
  component('Jwks'),
)

/** A day, YYYY-MM-DD: the secret expires at 23:59 UTC of it. */
export const Day = Type.String({ format: 'date' })

/** Whether those who may manage API clients get a mail 14 days before the newest secret expires; true unless given */
const Reminder = Type.Optional(Type.Boolean())

/** Whether the client may make its own next secret, with `POST /api-clients/me/secrets`; false unless given */
const Rotation = Type.Optional(Type.Boolean())

/** Where the client publishes its public keys (RFC 7591), in place of `jwks` */
const KeysAddress = Type.Optional(
  Nullable(
    Type.String({
      minLength: 1,
      maxLength: 2_000,
      description:
        'The address of the public keys, where the client publishes them for private_key_jwt as a JSON Web Key Set: https, in place of jwks. They are read now, and again after five minutes at the latest.',
    }),
  ),
)

export const ApiClientCreateRequest = Type.Object(
  {
    name: Name,
    description: Type.Optional(Nullable(Description)),
    expiresOn: Type.Optional(Nullable(Day)),
    permissions: Type.Optional(Type.Array(PermissionSelection, { maxItems: 100 })),
    hasExpiryReminder: Reminder,
    accessTokenType: Type.Optional(TokenType),
    accessTokenMinutes: Type.Optional(TokenMinutes),
    mayRotateSecret: Rotation,
    jwks: Type.Optional(Nullable(Jwks)),
    jwksUri: KeysAddress,
  },
  component('ApiClientCreateRequest'),
)

export const ApiClientEditRequest = Type.Object(
  {
    name: Type.Optional(Name),
    description: Type.Optional(Nullable(Description)),
    hasExpiryReminder: Reminder,
    accessTokenType: Type.Optional(TokenType),
    accessTokenMinutes: Type.Optional(TokenMinutes),
    mayRotateSecret: Rotation,
    jwks: Type.Optional(Nullable(Jwks)),
    jwksUri: KeysAddress,
  },
  component('ApiClientUpdateRequest'),
)

export const ApiClientCredentials = Type.Object(
  { key: Key, clientId: Type.String(), clientSecret: Type.String(), secretExpiresAt: Timestamp },
  component('ApiClientCredentials'),
)

export const RenewedApiClientCredentials = Type.Object(
  {
    ...ApiClientCredentials.properties,
    /** When the former secret ends; null where it has ended */
    formerSecretExpiresAt: Nullable(Timestamp),
  },
  component('RenewedApiClientCredentials'),
)

/** Who created the client, or the secret. Null for one that was created before this was recorded. */
export const Creator = Type.Object(
  {
    type: named('ApiClientCreatorType', OneOf('api-client', 'user', 'system')),
    key: Nullable(Key),
    name: Type.String(),
  },
  component('ApiClientCreator'),
)

const apiClientProperties = {
  key: Key,
  clientId: Type.String(),
  name: Type.String(),
  description: Nullable(Type.String()),
  status: ApiClientStatus,
  secretLastFour: Type.String(),
  secretExpiresAt: Timestamp,
  hasExpiryReminder: Type.Boolean(),
  accessTokenType: TokenType,
  accessTokenMinutes: Type.Integer(),
  mayRotateSecret: Type.Boolean(),
  /** When it last obtained a token; null: never */
  lastUsedAt: Nullable(Timestamp),
  /** When an API first did what it asked; null: never */
  firstRequestAt: Nullable(Timestamp),
  createdBy: Nullable(Creator),
  createdAt: Timestamp,
  updatedAt: Timestamp,
}

/** A secret that works: the newest one, or a former one in its overlap. Its creator is the client where their keys are equal. */
const ValidSecret = Type.Object(
  {
    key: Key,
    lastFour: Type.String(),
    isCurrent: Type.Boolean(),
    createdAt: Timestamp,
    createdBy: Nullable(Creator),
    expiresAt: Timestamp,
    /** When somebody last authenticated with it, to a minute; null: never */
    lastUsedAt: Nullable(Timestamp),
  },
  component('ApiClientSecret'),
)

/** How reading the keys at `jwksUri` went. `failure` is that of `failedAt`, which may be over. */
const KeyFetch = Type.Object(
  {
    fetchedAt: Nullable(Timestamp),
    failedAt: Nullable(Timestamp),
    failure: Nullable(Type.String({ description: 'In words, for whoever manages the client' })),
  },
  component('ApiClientKeyFetch'),
)

const permissionProperties = {
  permissions: Type.Array(GrantedPermission),
  automaticPermissions: Type.Array(GrantedPermission),
}

export const ApiClientPage = Page(Type.Object(apiClientProperties, component('ApiClientSummary')), 'ApiClientPage')
export const ApiClientDetails = Type.Object(
  {
    ...apiClientProperties,
    secrets: Type.Array(ValidSecret),
    jwks: Nullable(Jwks),
    /** When each key of `jwks` was added and by whom, in their order. Null for one from before this was recorded. */
    publicKeys: Type.Array(
      Type.Object(
        { keyId: Nullable(Type.String()), createdAt: Nullable(Timestamp), createdBy: Nullable(Creator) },
        component('ApiClientPublicKey'),
      ),
    ),
    jwksUri: Nullable(Type.String()),
    jwksFetch: Nullable(KeyFetch),
    ...permissionProperties,
  },
  component('ApiClientDetails'),
)

export const UsePeriod = named('ApiClientUsePeriod', OneOf('Day', 'Week', 'Month'))

export const UseQuery = Query({
  /** The last 24 hours, by hours, or the last 7 or 30 days (UTC), by days; Week unless given */
  period: Type.Optional(UsePeriod),
})

/** How often an API client got tokens, called APIs and was refused. Counts of the last ten seconds may be missing. */
export const ApiClientUse = Type.Object(
  {
    unit: named('ApiClientUseUnit', OneOf('Hour', 'Day')),
    /** One for each hour or day, the earliest first */
    points: Type.Array(
      Type.Object(
        {
          from: Timestamp,
          /** Tokens that were issued */
          tokens: Type.Integer(),
          /** Requests that an API of Portico answered with a status below 400 */
          requests: Type.Integer(),
          /** Requests for tokens and to APIs that were refused */
          refusals: Type.Integer(),
        },
        component('ApiClientUsePoint'),
      ),
    ),
    /** Why requests were refused, the most frequent reason first */
    refusals: Type.Array(
      Type.Object(
        {
          place: named('ApiClientRefusalPlace', OneOf('TokenEndpoint', 'Api')),
          /** At the token endpoint in words, such as `wrong secret`; at an API the code of the problem */
          reason: Type.String(),
          /** Of the problem; null at the token endpoint */
          title: Nullable(Type.String()),
          count: Type.Integer(),
          /** The beginning of the hour in which it was last refused so */
          lastHour: Timestamp,
        },
        component('ApiClientRefusal'),
      ),
    ),
    /** The public keys that it used, by their `kid` (null for one without), with the beginning of the hour of the last use */
    keys: Type.Array(
      Type.Object({ keyId: Nullable(Type.String()), lastHour: Timestamp }, component('ApiClientKeyUse')),
    ),
  },
  component('ApiClientUse'),
)

export const ApiClientQuery = Query({
  /** A client ID, or its beginning of at least 8 characters, finds the client that has it. */
  nameContains: Type.Optional(SearchText),
  /** The one client that has this client ID */
  clientId: Type.Optional(SearchText),
  status: Type.Optional(ApiClientStatus),
  sort: Sort('name', 'createdAt', 'lastUsedAt', 'secretExpiresAt'),
  ...PageQuery,
})

export const PermissionsRequest = Type.Object(
  { permissions: Type.Array(PermissionSelection, { maxItems: 100 }) },
  component('ApiClientPermissionsRequest'),
)
export const PermissionsAnswer = Type.Object(permissionProperties, component('ApiClientPermissions'))

export const SecretRequest = Type.Object(
  {
    expiresOn: Type.Optional(Nullable(Day)),
    /** How long the former secret stays valid, in hours: up to 168, none unless given. */
    overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: longestOverlapHours, default: 0 })),
  },
  component('ApiClientSecretRequest'),
)

export const SecretParameters = Type.Object({ key: Key, secretKey: Key }, strict)

export const OwnSecretRequest = Type.Object(
  {
    /** The secret that is to be replaced: a stolen access token alone makes no secret. */
    clientSecret: Type.String({ minLength: 1, maxLength: 256 }),
    expiresOn: Type.Optional(Nullable(Day)),
    /** How long the former secret stays valid, in hours: from 1 to 168, 24 unless given. */
    overlapHours: Type.Optional(Type.Integer({ minimum: 1, maximum: longestOverlapHours, default: 24 })),
  },
  component('OwnSecretRequest'),
)
