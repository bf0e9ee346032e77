import { Type } from 'typebox'
import { component, Key, Nullable, strict, Timestamp } from '../../../http/api/schemas.ts'
import { sessionFields } from '../../members/sessions/sessions-schemas.ts'
import { passkeyFields } from '../second-factors/second-factors-schemas.ts'

/** A user, and one of their sessions */
export const UserSessionPath = Type.Object({ key: Key, sessionKey: Key }, strict)
/** A user, and one of their passkeys */
export const UserPasskeyPath = Type.Object({ key: Key, passkeyKey: Key }, strict)

const UserSession = Type.Object(sessionFields, component('UserSession'))

/** Where a user is signed in */
export const UserSessionList = Type.Object({ results: Type.Array(UserSession) }, component('UserSessionList'))

const UserPasskey = Type.Object(passkeyFields, component('UserPasskey'))

const PreparedLink = Type.Object(
  {
    identityProviderKey: Key,
    name: Type.String(),
    subject: Nullable(Type.String()),
    username: Nullable(Type.String()),
    /** Null: it has no end, since the user was created with it */
    usableUntil: Nullable(Timestamp),
  },
  component('PreparedLink'),
)

/** What a user signs in with, besides external identity providers */
export const UserSignInMethods = Type.Object(
  {
    /** Null: the user has no password */
    passwordChangedAt: Nullable(Timestamp),
    passkeys: Type.Array(UserPasskey),
    /** Null: the user has no authenticator app */
    authenticatorAddedAt: Nullable(Timestamp),
    /** Accounts at external identity providers that are linked with the user, who has not signed in by them yet */
    preparedLinks: Type.Array(PreparedLink),
  },
  component('UserSignInMethods'),
)
