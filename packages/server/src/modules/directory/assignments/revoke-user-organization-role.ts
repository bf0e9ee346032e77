import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { revokeOrganizationRole } from '../../members/organization-roles/revoke-organization-role.ts'
import { lockUser } from '../users/require-user.ts'
import { userEntity } from '../users/user-entity.ts'

/**
 * Revokes an organization role of a user, for the organization or for assets.
 * @returns whether it changed something
 * @throws Problem user_not_found, and what revokeOrganizationRole throws
 */
export function revokeUserOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, roleKey }: { key: string; roleKey: string },
  details: Pick<GrantDetails, 'assetKeys'> | null,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const user = await lockUser(parts, principal, key)
    return revokeOrganizationRole(parts, principal, userEntity(user), roleKey, details ?? {})
  })
}
