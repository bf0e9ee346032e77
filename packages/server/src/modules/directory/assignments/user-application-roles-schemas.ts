import { type Static, Type } from 'typebox'
import { AnyOf, Key, Nullable, OneOf, Page, PageQuery, Query, SearchText, Sort } from '../../../http/api/schemas.ts'
import { applicationRoleFields } from '../../applications/application-roles/application-roles-schemas.ts'

const strict = { additionalProperties: false } as const

/** A group in which the user is both Assigned and Mapped stands here twice. */
const AssignedGroup = Type.Object(
  { key: Key, name: Nullable(Type.String()), membershipType: OneOf('Assigned', 'Mapped') },
  strict,
)

export const UserApplicationRole = Type.Object(
  { ...applicationRoleFields, isDirectlyAssigned: Type.Boolean(), assignedGroups: Type.Array(AssignedGroup) },
  strict,
)
export type UserApplicationRole = Static<typeof UserApplicationRole>

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
  sort: Sort('name'),
  assignmentSources: Type.Optional(AnyOf(OneOf('Direct', 'GroupAssigned', 'GroupMapped'), 10)),
  ...PageQuery,
})
export type UserApplicationRolesQuery = Static<typeof UserApplicationRolesQuery>

export const GrantParameters = Type.Object({ key: Key, roleKey: Key }, strict)
