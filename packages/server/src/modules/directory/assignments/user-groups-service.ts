import { normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { findGroups, groupCondition } from '../groups/group-listing.ts'
import { membershipTypes } from '../groups/group-members.ts'
import { requireUser } from '../users/require-user.ts'
import type { UserGroupsQuery } from './user-groups-schemas.ts'

export type UserGroupService = ReturnType<typeof createUserGroupService>

export const createUserGroupService = ({ db }: { db: Db }) => ({
  /**
   * The groups of a user, by name, in the environments in which the caller may manage groups. Any user of the
   * organization will do: who manages groups may put each of them into one, and so may ask for each of them.
   * @throws Problem user_not_found
   */
  async list(principal: Principal, key: string, query: UserGroupsQuery) {
    const { membershipType, limit = 100, offset = 0, ...filter } = query
    const { organizationKey } = principal
    const userKey = normalKey(key)
    const condition = { ...groupCondition(principal, filter), member: { userKey, membershipType } }
    await requireUser({ db }, organizationKey, key)
    const { rows, total } = await findGroups(db, organizationKey, condition, { limit, offset })
    const groupKeys = rows.map((group) => group.key)
    const types = await membershipTypes(db, organizationKey, { groupKeys, userKeys: [userKey] })
    const results = rows.map((group) => ({ membershipTypes: types(group.key, userKey), group }))
    return pageOf(results, total, { limit, offset })
  },
})
