import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { lockUser } from '../users/require-user.ts'
import { userEntity } from '../users/user-entity.ts'

/**
 * Grants an organization role to a user, instead of the one that they hold for the same organization or asset. Two
 * changes of the same user follow one another.
 * @returns whether it changed something
 * @throws Problem user_not_found, and what grantOrganizationRole throws
 */
export function grantUserOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, roleKey }: { key: string; roleKey: string },
  details: GrantDetails | null,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const user = await lockUser(parts, principal, key)
    return grantOrganizationRole(parts, principal, userEntity(user), roleKey, details ?? {})
  })
}
