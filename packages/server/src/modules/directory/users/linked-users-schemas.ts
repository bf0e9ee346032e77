import { Type } from 'typebox'
import { Key, Nullable, PageQuery, SearchText, Sort, Timestamp } from '../../../http/api/schemas.ts'
import { applicationRoleFields } from '../../applications/application-roles/application-roles-schemas.ts'
import { Embed, UserIdentity } from './embedded-schemas.ts'
import { UserStatus } from './users-schemas.ts'

const strict = { additionalProperties: false } as const

// Users as the lists of a group and of an application role show them: fewer fields than GET /users, and roles without
// how the user came by them.

const Embedded = Type.Object(
  {
    applicationRoles: Type.Optional(Type.Array(Type.Object(applicationRoleFields, strict))),
    userIdentityProviders: Type.Optional(Type.Array(UserIdentity)),
  },
  strict,
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
  sort: Sort('name', 'email', 'status', 'lastLoginAt'),
  embed: Embed,
  ...PageQuery,
}
