import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { userEntity } from '../users/user-entity.ts'
import { lockUserAndRole, relatedToRole, type UserAndRole } from './lock-user-and-role.ts'
import { insertMissingUserApplicationRole } from './user-application-roles-repository.ts'

/**
 * Grants an application role directly. It changes nothing, and is no error, where the user has the role directly already.
 * @returns whether it changed something
 * @throws Problem user_not_found, application_role_not_found, permission_missing
 */
export function grantUserApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  userAndRole: UserAndRole,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { user, role } = await lockUserAndRole(parts, principal, userAndRole)
    const now = toTimestamp(clock.now())
    if (!(await insertMissingUserApplicationRole(db, principal.organizationKey, user.key, role.key, now))) return false
    await recordChange(parts, principal, {
      action: 'application-role.granted',
      entity: userEntity(user),
      after: { applicationRoleKey: role.key, applicationRoleName: role.name },
      environmentKey: role.environment.key,
      related: relatedToRole(role),
    })
    return true
  })
}
