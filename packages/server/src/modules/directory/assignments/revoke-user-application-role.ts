import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { userEntity } from '../users/user-entity.ts'
import { lockUserAndRole, relatedToRole, type UserAndRole } from './lock-user-and-role.ts'
import { deleteUserApplicationRole } from './user-application-roles-repository.ts'

/**
 * Deletes a direct grant. What the user holds through groups stays. It is no error where there is no direct grant.
 * @returns whether it changed something
 * @throws Problem user_not_found, application_role_not_found, permission_missing
 */
export function revokeUserApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  userAndRole: UserAndRole,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { user, role } = await lockUserAndRole(parts, principal, userAndRole)
    if (!(await deleteUserApplicationRole(parts.db, principal.organizationKey, user.key, role.key))) return false
    await recordChange(parts, principal, {
      action: 'application-role.revoked',
      entity: userEntity(user),
      before: { applicationRoleKey: role.key, applicationRoleName: role.name },
      environmentKey: role.environment.key,
      related: relatedToRole(role),
    })
    return true
  })
}
