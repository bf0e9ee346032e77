import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import type { AuditedEntity } from '../../foundation/audit/audited-entity.ts'
import { type Principal, requireForAsset } from '../../foundation/permissions/principal.ts'
import { lockUser } from '../users/require-user.ts'

/** A user, and an application role that they get or lose */
export interface UserAndRole {
  key: string
  roleKey: string
}

/**
 * Reads both for a change of a direct grant, in a transaction: two changes of the same user follow one another.
 * @throws Problem user_not_found, application_role_not_found, permission_missing where the caller may not manage the
 * access of end users of the role's asset in its environment
 */
export async function lockUserAndRole(parts: Parts<'clock'>, principal: Principal, { key, roleKey }: UserAndRole) {
  const { organizationKey } = principal
  const user = await lockUser(parts, principal, key)
  const role = await requireApplicationRole(parts, organizationKey, normalKey(roleKey))
  requireForAsset(principal, 'End-user management > Manage end-user access', role.asset, role.environment)
  return { user, role }
}

/** What the audit trail names beside the user */
export const relatedToRole = (role: {
  key: string
  name: string
  asset: { key: string; name: string }
}): AuditedEntity[] => [
  { type: 'application-role', key: role.key, name: role.name },
  { type: 'asset', key: role.asset.key, name: role.asset.name },
]
