import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAnotherAdministrator } from '../../members/organization-roles/require-another-administrator.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
import { endSessionsOfUser } from '../../members/sessions/end-sessions-of-user.ts'
import { getUserHoldings } from './get-user-holdings.ts'
import { lockUser } from './require-user.ts'
import { userEntity } from './user-entity.ts'
import { deleteUserRow } from './users-repository.ts'

/**
 * Deletes a user with profiles, sign-ins, memberships and roles. The applications in which they are signed in are told.
 * @throws Problem user_not_found, last_administrator, permission_missing where they control what the
 *   principal does not
 */
export function deleteUser(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const user = await lockUser(parts, principal, key)
    await requireAuthorityOverUser(parts, principal, user)
    if (user.status === 'Active') {
      await requireAnotherAdministrator(parts, organizationKey, user.key)
    }
    const holdings = await getUserHoldings(parts, organizationKey, user.key)
    // Their rows would go with the user's, and no application would be told.
    await endSessionsOfUser(parts, organizationKey, user.key, { reason: 'ended-by-administrator' })
    await deleteUserRow(parts.db, organizationKey, user)
    const { key: _, ...row } = user
    const before = { ...row, ...holdings }
    await recordChange(parts, principal, { action: 'user.deleted', entity: userEntity(user), before })
  })
}
