import { Type } from 'typebox'
import { component, Key, Nullable, PageQuery, SearchText, Sort, Timestamp } from '../../../http/api/schemas.ts'
import { ApplicationRole } from '../../applications/application-roles/application-roles-schemas.ts'
import { Embed, UserIdentity } from './embed-schemas.ts'
import { UserStatus } from './users-schemas.ts'

// Users as the lists of a group and of an application role show them: fewer fields than GET /users, and roles without
// through what the user has them.

const Embedded = Type.Object(
  {
    applicationRoles: Type.Optional(Type.Array(ApplicationRole)),
    userIdentityProviders: Type.Optional(Type.Array(UserIdentity)),
  },
  component('UserProfileEmbeddedResponse'),
)

export const linkedUserFields = {
  key: Key,
  name: Nullable(Type.String()),
  email: Nullable(Type.String()),
  status: UserStatus,
  photoUrl: Nullable(Type.String()),
  _embedded: Type.Optional(Embedded),
}

export const linkedUserQuery = {
  userKey: Type.Optional(Key),
  nameOrEmailContains: Type.Optional(SearchText),
  nameOrEmailOrUsernameContains: Type.Optional(SearchText),
  lastLoginAtSince: Type.Optional(Timestamp),
  lastLoginAtTo: Type.Optional(Timestamp),
  embed: Embed,
  ...PageQuery,
}

/** ODC calls the key `userKey` in the lists of a role's users, and `key` in those of a group's. */
export const roleHolderSort = Sort('userKey', 'name', 'email', 'status', 'lastLoginAt')
