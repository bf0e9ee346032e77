import { type Static, Type } from 'typebox'
import { Nullable, Page, Query, Timestamp } from '../../../http/api/schemas.ts'
import { linkedUserFields, linkedUserQuery } from '../users/linked-users-schemas.ts'

export const RoleUserPage = Page(
  Type.Object({ ...linkedUserFields, lastLoginAt: Nullable(Timestamp) }, { additionalProperties: false }),
)

export const RoleUsersQuery = Query(linkedUserQuery)
export type RoleUsersQuery = Static<typeof RoleUsersQuery>
