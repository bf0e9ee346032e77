import type { Parts } from '../../../db/parts.ts'
import { selectMembershipsOfUser, type UserMembership } from './user-memberships-repository.ts'

/**
 * Every membership of a user, by the group's name. It asks for no permission: whoever may manage users sees through which
 * groups they have application roles.
 */
export const getUserMemberships = (
  { db }: Parts,
  organizationKey: string,
  userKey: string,
): Promise<UserMembership[]> => selectMembershipsOfUser(db, organizationKey, userKey)
