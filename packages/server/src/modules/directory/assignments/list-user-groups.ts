import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getMembershipTypes } from '../groups/get-membership-types.ts'
import { groupCondition, readGroupPage } from '../groups/read-group-page.ts'
import { requireVisibleUser } from '../users/require-user.ts'
import type { UserGroupsQuery } from './user-groups-schemas.ts'

/**
 * The groups of a user, by name, in the environments in which the caller may manage groups.
 * @throws Problem user_not_found, excluded_parameters
 */
export async function listUserGroups(parts: Parts<'clock'>, principal: Principal, key: string, query: UserGroupsQuery) {
  const { membershipType, limit = 100, offset = 0, ...filter } = query
  const { organizationKey } = principal
  const userKey = normalKey(key)
  const condition = { ...groupCondition(principal, filter), member: { userKey, membershipType } }
  await requireVisibleUser(parts, principal, key)
  const { rows, total } = await readGroupPage(parts, organizationKey, condition, { limit, offset })
  const groupKeys = rows.map((group) => group.key)
  const types = await getMembershipTypes(parts, organizationKey, { groupKeys, userKeys: [userKey] })
  const results = rows.map((group) => ({ membershipTypes: types(group.key, userKey), group }))
  return pageOf(results, total, { limit, offset })
}
