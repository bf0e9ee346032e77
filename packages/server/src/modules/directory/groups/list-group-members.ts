import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type LinkedUser, readLinkedUserPage } from '../users/read-linked-user-page.ts'
import { getMembershipTypes } from './get-membership-types.ts'
import type { GroupMember, GroupMembersQuery } from './group-members-schemas.ts'
import { requireGroup } from './require-group.ts'

/**
 * The members of a group, each once, with how they belong to it, as far as the caller sees them.
 * @throws Problem group_not_found, excluded_parameters
 */
export async function listGroupMembers(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  query: GroupMembersQuery,
) {
  requireAtMostOne(query, 'userKey', 'userKeys')
  const { membershipType, ...rest } = query
  const { limit = 100, offset = 0 } = rest
  const group = await requireGroup(parts, principal, key)
  const link = { now: toTimestamp(parts.clock.now()), group: { key: group.key, membershipType } }
  const { rows, total } = await readLinkedUserPage(parts, principal, link, rest)
  const userKeys = rows.map((user) => user.key)
  const types = await getMembershipTypes(parts, principal.organizationKey, { groupKeys: [group.key], userKeys })
  const results = rows.map((user) => ({ membershipTypes: types(group.key, user.key), user: show(user) }))
  return pageOf(results, total, { limit, offset })
}

const show = ({ lastLoginAt, ...user }: LinkedUser): GroupMember['user'] => ({
  ...user,
  ...(lastLoginAt !== null && { lastLoginAt }),
})
