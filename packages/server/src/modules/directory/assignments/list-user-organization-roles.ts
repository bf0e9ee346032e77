import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import { requireVisibleUser } from '../users/require-user.ts'
import type { UserOrganizationRolesQuery } from './user-organization-roles-schemas.ts'

/**
 * The organization roles of a user, those that hold and those that will. Each member sees their own.
 * @throws Problem user_not_found
 */
export async function listUserOrganizationRoles(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  query: UserOrganizationRolesQuery,
) {
  const { organizationKey, actor } = principal
  const userKey = normalKey(key)
  const isSelf = actor.type === 'user' && actor.key === userKey
  if (!isSelf) await requireVisibleUser(parts, principal, key)
  const filter = { scopes: query.scopes, assetKeys: query.assetKeys?.map(normalKey) }
  return listOrganizationRoleGrants(parts, organizationKey, userKey, filter, query)
}
