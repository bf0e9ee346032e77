import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Page, Query, Sort, Timestamp } from '../../../http/api/schemas.ts'
import { linkedUserFields, linkedUserQuery } from '../users/linked-users-schemas.ts'
import { Keys, MembershipType } from './groups-schemas.ts'

/** A member. `lastLoginAt` is absent for users who have never signed in: the contract does not let it be null here. */
const GroupMember = Type.Object(
  {
    membershipTypes: Type.Array(MembershipType),
    user: Type.Object(
      { ...linkedUserFields, lastLoginAt: Type.Optional(Timestamp) },
      component('GroupUserProfileResponse'),
    ),
  },
  component('GroupUserResponse'),
)
export type GroupMember = Static<typeof GroupMember>

export const GroupMemberPage = Page(GroupMember)

export const GroupMembersQuery = Query({
  ...linkedUserQuery,
  sort: Sort('key', 'name', 'email', 'status', 'lastLoginAt'),
  /** Up to 20 */
  userKeys: Type.Optional(AnyOf(Key, 20)),
  membershipType: Type.Optional(MembershipType),
})
export type GroupMembersQuery = Static<typeof GroupMembersQuery>

export const GroupMembersPatchRequest = Type.Object(
  { userKeysToAdd: Keys, userKeysToRemove: Keys },
  component('PatchUsersByGroupRequest'),
)
export type GroupMembersPatchRequest = Static<typeof GroupMembersPatchRequest>
