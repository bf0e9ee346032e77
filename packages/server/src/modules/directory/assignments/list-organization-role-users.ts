import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireOrganizationRole } from '../../members/organization-roles/get-organization-role.ts'
import { readLinkedUserPage } from '../users/read-linked-user-page.ts'
import type { OrganizationRoleUsersQuery } from './organization-role-users-schemas.ts'

/**
 * The users who hold an organization role at this moment, for the organization or for an asset.
 * @throws Problem organization_role_not_found
 */
export async function listOrganizationRoleUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  query: OrganizationRoleUsersQuery,
) {
  const role = await requireOrganizationRole(parts, principal.organizationKey, normalKey(key))
  const link = { now: toTimestamp(parts.clock.now()), organizationRoleKey: role.key }
  const { rows, total } = await readLinkedUserPage(parts, principal, link, query)
  return pageOf(rows, total, query)
}
