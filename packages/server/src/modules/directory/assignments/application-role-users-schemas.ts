import { type Static, Type } from 'typebox'
import { component, Nullable, Page, Query, Timestamp } from '../../../http/api/schemas.ts'
import { linkedUserFields, linkedUserQuery, roleHolderSort } from '../users/linked-users-schemas.ts'

/** A user who has a role */
export const RoleUser = Type.Object(
  { ...linkedUserFields, lastLoginAt: Nullable(Timestamp) },
  component('RoleUserResponse'),
)

export const ApplicationRoleUserPage = Page(RoleUser)

export const ApplicationRoleUsersQuery = Query({ ...linkedUserQuery, sort: roleHolderSort })
export type ApplicationRoleUsersQuery = Static<typeof ApplicationRoleUsersQuery>
