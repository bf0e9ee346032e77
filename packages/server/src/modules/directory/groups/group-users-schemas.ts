import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Page, Query, Timestamp } from '../../../http/api/schemas.ts'
import { linkedUserFields, linkedUserQuery } from '../users/linked-users-schemas.ts'
import { Keys, MembershipType } from './groups-schemas.ts'

/** A member. `lastLoginAt` is absent for users who have never signed in: the contract does not let it be null here. */
const GroupUser = Type.Object(
  {
    membershipTypes: Type.Array(MembershipType),
    user: Type.Object(
      { ...linkedUserFields, lastLoginAt: Type.Optional(Timestamp) },
      component('GroupUserProfileResponse'),
    ),
  },
  component('GroupUserResponse'),
)
export type GroupUser = Static<typeof GroupUser>

export const GroupUserPage = Page(GroupUser)

export const GroupUsersQuery = Query({
  ...linkedUserQuery,
  /** Up to 20 */
  userKeys: Type.Optional(AnyOf(Key, 20)),
  membershipType: Type.Optional(MembershipType),
})
export type GroupUsersQuery = Static<typeof GroupUsersQuery>

export const GroupUsersPatchRequest = Type.Object(
  { userKeysToAdd: Keys, userKeysToRemove: Keys },
  component('PatchUsersByGroupRequest'),
)
export type GroupUsersPatchRequest = Static<typeof GroupUsersPatchRequest>
