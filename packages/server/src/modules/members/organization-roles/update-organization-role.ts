import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { accessOutside, requireAuthorityOver, requireMayGive } from '../../foundation/permissions/authority.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getRolePermissions } from './get-organization-role.ts'
import { lockCustomRole } from './lock-custom-role.ts'
import { organizationRoleEntity, organizationRoleNameTaken } from './organization-role.ts'
import {
  deleteOrganizationRolePermissions,
  insertOrganizationRolePermissions,
} from './organization-role-permissions-repository.ts'
import { updateOrganizationRoleName } from './organization-roles-repository.ts'
import type { OrganizationRoleUpdateRequest } from './organization-roles-schemas.ts'
import { accessOfSelected, parseRolePermissions, recordedPermissions, rowsOf } from './role-permissions.ts'

/**
 * Renames a custom role, or replaces its permissions. Where nothing differs, nothing is stored. What is added must be held
 * by the principal where it controls access, and something is taken from a role only by somebody who holds what it
 * controls.
 * @throws Problem organization_role_not_found, organization_role_read_only, organization_role_name_taken,
 *   permission_missing, and what `parseRolePermissions` throws
 */
export function updateOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: OrganizationRoleUpdateRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { db } = parts
    const role = await lockCustomRole(parts, organizationKey, key)
    const held = await getRolePermissions(parts, organizationKey, role.key)
    const environments = await listEnvironments(parts, organizationKey)
    const requested = request.permissions ? parseRolePermissions(request.permissions, environments) : held
    const before = { name: role.name, permissions: recordedPermissions(held) }
    const after = { name: request.name ?? role.name, permissions: recordedPermissions(requested) }
    const isSame = (field: 'name' | 'permissions') => JSON.stringify(before[field]) === JSON.stringify(after[field])
    if (isSame('name') && isSame('permissions')) return
    requireAuthority(principal, role.name, accessOfSelected(held), accessOfSelected(requested))
    const now = parts.clock.now()
    await refuseTakenName(organizationRoleNameTaken(after.name), () =>
      updateOrganizationRoleName(db, organizationKey, role.key, { name: after.name, updatedAt: toTimestamp(now) }),
    )
    if (!isSame('permissions')) {
      await deleteOrganizationRolePermissions(db, organizationKey, role.key)
      await insertOrganizationRolePermissions(db, organizationKey, rowsOf(role.key, requested, now))
    }
    const entity = organizationRoleEntity(role.key, after.name)
    await recordChange(parts, principal, { action: 'organization-role.updated', entity, before, after })
  })
}

/** Whoever holds the role gains and loses what changes. */
function requireAuthority(principal: Principal, name: string, before: Access, after: Access): void {
  requireMayGive(principal, `The role ${name}`, after, before)
  if (accessOutside(before, after).length > 0) requireAuthorityOver(principal, `The role ${name}`, before)
}
