import type { Static } from 'typebox'
import { Page, PageQuery, Query } from '../../../http/api/schemas.ts'
import { linkedUserQuery, roleHolderSort } from '../users/linked-users-schemas.ts'
import { RoleUser } from './application-role-users-schemas.ts'

export const OrganizationRoleUserPage = Page(RoleUser)

const { nameOrEmailContains, nameOrEmailOrUsernameContains, embed } = linkedUserQuery
export const OrganizationRoleUsersQuery = Query({
  nameOrEmailContains,
  nameOrEmailOrUsernameContains,
  sort: roleHolderSort,
  embed,
  ...PageQuery,
})
export type OrganizationRoleUsersQuery = Static<typeof OrganizationRoleUsersQuery>
