import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import { requireOrganizationRole } from '../../members/organization-roles/get-organization-role.ts'
import { requireListedApplicationRole } from '../assignments/require-listed-application-role.ts'
import { requireGroup } from '../groups/require-group.ts'
import { listSelectedUserKeys } from '../users/list-users.ts'
import { type MatchingUsers, mostUsers } from './bulk-changes-schemas.ts'

/**
 * The users whom the conditions select, one more than a change may have at most: all of one moment.
 * @throws Problem invalid_parameter, group_not_found, organization_role_not_found, application_role_not_found,
 *   permission_missing
 */
export async function listMatchingUserKeys(
  parts: Parts<'clock'>,
  principal: Principal,
  { groupKey, membershipType, organizationRoleKey, applicationRoleKey, ...filter }: MatchingUsers,
): Promise<string[]> {
  const group = groupKey && (await requireGroup(parts, principal, groupKey))
  if (organizationRoleKey) {
    requirePermission(principal, 'User and access management > View members')
    await requireOrganizationRole(parts, principal.organizationKey, normalKey(organizationRoleKey))
  }
  const role = applicationRoleKey && (await requireListedApplicationRole(parts, principal, applicationRoleKey))
  const link = {
    now: toTimestamp(parts.clock.now()),
    ...(group && { group: { key: group.key, ...(membershipType && { membershipType }) } }),
    ...(role && { role: { keys: [role.key] } }),
    ...(organizationRoleKey && { organizationRoleKey: normalKey(organizationRoleKey) }),
  }
  return listSelectedUserKeys(parts, principal, filter, link, mostUsers + 1)
}
