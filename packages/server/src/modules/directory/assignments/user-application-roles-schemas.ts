import { type Static, Type } from 'typebox'
import {
  AnyOf,
  Key,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Sort,
  strict,
} from '../../../http/api/schemas.ts'
import { UserApplicationRole } from '../users/embed-schemas.ts'

export const UserApplicationRolePage = Page(UserApplicationRole)

export const UserApplicationRolesQuery = Query({
  nameContains: Type.Optional(SearchText),
  assetKey: Type.Optional(Key),
  assetKeys: Type.Optional(AnyOf(Key)),
  environmentKey: Type.Optional(Key),
  environmentKeys: Type.Optional(AnyOf(Key)),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  groupKeys: Type.Optional(AnyOf(Key)),
  applicationRoleKeys: Type.Optional(AnyOf(Key)),
  sort: Sort('name', 'environmentKey', 'assetKey'),
  assignmentSources: Type.Optional(
    AnyOf(named('AssignmentSource', OneOf('Direct', 'GroupAssigned', 'GroupMapped')), 10),
  ),
  ...PageQuery,
})
export type UserApplicationRolesQuery = Static<typeof UserApplicationRolesQuery>

export const GrantParameters = Type.Object({ key: Key, roleKey: Key }, strict)
