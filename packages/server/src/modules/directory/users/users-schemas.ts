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
  Timestamp,
} from '../../../http/api/schemas.ts'
import { Embed, UserApplicationRole, UserIdentity } from './embed-schemas.ts'

export const UserStatus = named('UserProfileStatus', OneOf('Active', 'Invited', 'Inactive', 'PendingRegistration'))

/** A user. `_embedded` holds what `embed` asked for, and is absent otherwise. */
export const User = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    status: UserStatus,
    access: Type.Object(
      { hasOrganizationRoles: Type.Boolean(), hasApplicationRoles: Type.Boolean() },
      component('UserProfileAccessResponse'),
    ),
    lastLoginAt: Nullable(Timestamp),
    isActive: Type.Boolean(),
    photoUrl: Nullable(Type.String()),
    isEmailVerified: Nullable(Type.Boolean()),
    isTermsAndConditionsAccepted: Type.Boolean(),
    _embedded: Type.Optional(
      Type.Object(
        {
          applicationRoles: Type.Optional(Type.Array(UserApplicationRole)),
          userIdentityProviders: Type.Optional(Type.Array(UserIdentity)),
        },
        component('UserProfileWithApplicationRolesEmbeddedResponse'),
      ),
    ),
  },
  component('UserProfileApiResponse'),
)
export type User = Static<typeof User>

export const UserPage = Page(User)
export const UserCount = Type.Object(
  { userCount: Type.Integer({ format: 'int32' }) },
  component('UserProfileCountApiResponse'),
)

export const UserQuery = Query({ embed: Embed })
export type UserQuery = Static<typeof UserQuery>

export const UserCountQuery = Query({
  domains: Type.Optional(AnyOf(SearchText)),
  status: Type.Optional(UserStatus),
  hasOrganizationRoles: Type.Optional(Type.Boolean()),
  hasApplicationRoles: Type.Optional(Type.Boolean()),
  environmentKeys: Type.Optional(AnyOf(Key)),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  loggedInEnvironmentKeys: Type.Optional(AnyOf(Key)),
  loggedInPortfolioKeys: Type.Optional(AnyOf(Key)),
  lastLoginAtSince: Type.Optional(Timestamp),
  lastLoginAtTo: Type.Optional(Timestamp),
})
export type UserCountQuery = Static<typeof UserCountQuery>

export const UsersQuery = Query({
  ...UserCountQuery.properties,
  nameOrEmailContains: Type.Optional(SearchText),
  nameOrEmailOrUsernameContains: Type.Optional(SearchText),
  /** 1 to 20 UUIDs, comma-separated */
  userKeys: Type.Optional(Type.String()),
  assetKey: Type.Optional(Key),
  environmentKey: Type.Optional(Key),
  sort: Sort('key', 'name', 'email', 'status', 'lastLoginAt'),
  embed: Embed,
  ...PageQuery,
})
export type UsersQuery = Static<typeof UsersQuery>

/** What the management API asks of users besides */
export const ManagedUsersQuery = Query({
  ...UsersQuery.properties,
  /** Active users whose last sign-in was before then, and those without one who were created before then */
  dormantSince: Type.Optional(Timestamp),
})
export type ManagedUsersQuery = Static<typeof ManagedUsersQuery>

/** Empty: none */
export const PhotoUrl = Type.String({ maxLength: 2048 })

/** An e-mail, or an identity provider with a subject or a username, must be there: createUsers checks it. */
export const UserCreateRequest = Type.Object(
  {
    name: Type.Optional(Nullable(Name)),
    email: Type.Optional(Nullable(Type.String({ maxLength: 256 }))),
    isActive: Type.Optional(Type.Boolean()),
    photoUrl: Type.Optional(Nullable(PhotoUrl)),
    addToBuiltInIdentityProvider: Type.Optional(Type.Boolean()),
    identityProviderKey: Type.Optional(Nullable(Key)),
    subject: Type.Optional(Nullable(Name)),
    username: Type.Optional(Nullable(Name)),
  },
  component('UserProfileCreateApiRequest'),
)
export type UserCreateRequest = Static<typeof UserCreateRequest>

export const UserCreated = Type.Object({ key: Key }, component('UserProfileCreateResponse'))

/** What is absent stays; null clears name and photoUrl, an empty text the photoUrl. */
export const UserPatchRequest = Type.Object(
  {
    name: Type.Optional(Nullable(Name)),
    isActive: Type.Optional(Nullable(Type.Boolean())),
    photoUrl: Type.Optional(Nullable(PhotoUrl)),
  },
  component('UserProfilePatchRequest'),
)
export type UserPatchRequest = Static<typeof UserPatchRequest>
