import { Type } from 'typebox'
import { component, Key, Nullable, OneOf, strict, Timestamp } from '../../../http/api/schemas.ts'

export const UserSessionPath = Type.Object({ key: Key, sessionKey: Key }, strict)
export const UserPasskeyPath = Type.Object({ key: Key, passkeyKey: Key }, strict)

const UserSession = Type.Object(
  {
    key: Key,
    /** How the user proved who they are */
    method: OneOf('password', 'password+totp', 'passkey'),
    /** From where they signed in; null where it is not known */
    address: Nullable(Type.String()),
    userAgent: Nullable(Type.String()),
    createdAt: Timestamp,
    /** Exact to five minutes */
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
  },
  component('UserSession'),
)

export const UserSessionList = Type.Object({ results: Type.Array(UserSession) }, component('UserSessionList'))

const UserPasskey = Type.Object(
  { key: Key, name: Type.String(), createdAt: Timestamp, lastUsedAt: Nullable(Timestamp) },
  component('UserPasskey'),
)

export const UserSignInMethods = Type.Object(
  {
    /** Null: the user has no password */
    passwordChangedAt: Nullable(Timestamp),
    passkeys: Type.Array(UserPasskey),
    /** Null: the user has no authenticator app */
    authenticatorAddedAt: Nullable(Timestamp),
  },
  component('UserSignInMethods'),
)
