import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import { requireOneOf } from '../../../http/api/exclusive-parameters.ts'
import { pageOf } from '../../../http/api/paging.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { findLinkedUsers, type LinkedUser } from '../users/find-linked-users.ts'
import { requireGroup } from './group-access.ts'
import { changeMembers, membershipTypes } from './group-members.ts'
import type { GroupUser, GroupUsersPatchRequest, GroupUsersQuery } from './group-users-schemas.ts'

export type GroupUserService = ReturnType<typeof createGroupUserService>

export const createGroupUserService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** The members of a group, each once, with how they belong to it. Who may manage the group sees all of them. */
  async list(principal: Principal, key: string, query: GroupUsersQuery) {
    requireOneOf(query, 'userKey', 'userKeys')
    const { membershipType, ...rest } = query
    const { limit = 100, offset = 0 } = rest
    const group = await requireGroup(db, principal, key)
    const link = { now: toTimestamp(clock.now()), group: { key: group.key, membershipType } }
    const { rows, total } = await findLinkedUsers({ db }, principal, link, rest)
    const userKeys = rows.map((user) => user.key)
    const types = await membershipTypes(db, principal.organizationKey, { groupKeys: [group.key], userKeys })
    const results = rows.map((user) => ({ membershipTypes: types(group.key, user.key), user: show(user) }))
    return pageOf(results, total, { limit, offset })
  },

  /** Assigns users to a group and takes assignments away. */
  change: (principal: Principal, key: string, request: GroupUsersPatchRequest): Promise<void> =>
    changeMembers({ db, clock }, principal, key, request),
})

const show = ({ lastLoginAt, ...user }: LinkedUser): GroupUser['user'] => ({
  ...user,
  ...(lastLoginAt !== null && { lastLoginAt }),
})
