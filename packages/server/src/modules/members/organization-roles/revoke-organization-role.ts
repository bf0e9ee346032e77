import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type GrantDetails, type LockedUser, recordRevokedGrant } from './organization-role-grant.ts'
import { deleteGrants, selectHeldGrants } from './organization-role-grants-repository.ts'
import { requireAnotherAdministrator } from './require-another-administrator.ts'
import { requireAuthorityOverUser } from './require-authority-over-user.ts'
import { requireGrantScope } from './require-grant-scope.ts'

/**
 * Revokes a role for the organization, or for each of the assets. What the user does not have is ignored.
 * @returns whether it changed something
 * @throws Problem organization_role_not_found, asset_unknown, last_administrator, permission_missing
 *   where the user controls what the principal does not
 */
export function revokeOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  roleKey: string,
  details: Pick<GrantDetails, 'assetKeys'>,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { db, clock } = parts
    const { role, scopes } = await requireGrantScope(parts, organizationKey, roleKey, {
      assetKeys: details.assetKeys,
    })
    const held = await selectHeldGrants(db, organizationKey, user.key, toTimestamp(clock.now()))
    const places = scopes.map(({ assetKey }) => assetKey)
    const revoked = held.filter((other) => other.roleKey === role.key && places.includes(other.assetKey))
    if (revoked.length > 0) await requireAuthorityOverUser(parts, principal, user)
    for (const grant of revoked) {
      if (grant.assetKey === null) await requireAnotherAdministrator(parts, organizationKey, user.key)
      await deleteGrants(db, organizationKey, user.key, grant.assetKey)
      await recordRevokedGrant(parts, principal, user, grant)
    }
    return revoked.length > 0
  })
}
