import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Page, PageQuery, Query, SearchText } from '../../../http/api/schemas.ts'
import { Group, MembershipType } from '../groups/groups-schemas.ts'

export const UserGroupPage = Page(
  Type.Object({ membershipTypes: Type.Array(MembershipType), group: Group }, component('UserGroupResponse')),
)

export const UserGroupsQuery = Query({
  nameContains: Type.Optional(SearchText),
  assetKey: Type.Optional(Key),
  environmentKey: Type.Optional(Key),
  environmentKeys: Type.Optional(AnyOf(Key)),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  membershipType: Type.Optional(MembershipType),
  ...PageQuery,
})
export type UserGroupsQuery = Static<typeof UserGroupsQuery>
