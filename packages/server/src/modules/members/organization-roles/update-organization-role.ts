import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { accessOutside, requireAuthorityOver, requireMayGive } from '../../foundation/permissions/authority.ts'
import { accessOf } from '../../foundation/permissions/grants.ts'
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
import {
  accessOfSelected,
  parseRolePermissions,
  recordedPermissions,
  rowsOf,
  type SelectedPermission,
  selectedScopes,
} from './role-permissions.ts'

/**
 * Renames a custom role, or replaces its permissions. Where nothing differs, nothing is stored. What is added must be held
 * by the principal where it controls access, and something is taken from a role only by somebody who holds what it
 * controls.
 * @throws Problem invalid_body, organization_role_not_found, organization_role_read_only,
 *   organization_role_name_taken, permission_missing, and what `parseRolePermissions` throws
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
    const role = await lockCustomRole(parts, principal, key)
    const held = await getRolePermissions(parts, organizationKey, role.key)
    const environments = await listEnvironments(parts, organizationKey)
    const requested = request.permissions ? parseRolePermissions(request.permissions, environments) : held
    const before = { name: role.name, permissions: recordedPermissions(held) }
    const after = { name: requireName('name', request.name) ?? role.name, permissions: recordedPermissions(requested) }
    const isSame = (field: 'name' | 'permissions') => JSON.stringify(before[field]) === JSON.stringify(after[field])
    if (isSame('name') && isSame('permissions')) return
    requireAuthority(principal, role.name, held, requested)
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

/**
 * Whoever holds the role gains and loses what changes. A permission counts also where another one of the role brings it
 * along: granted for an asset, that other one may give nothing.
 */
function requireAuthority(
  principal: Principal,
  name: string,
  before: readonly SelectedPermission[],
  after: readonly SelectedPermission[],
): void {
  const [formerly, then] = [selectedScopes(before), selectedScopes(after)]
  requireMayGive(principal, `The role ${name}`, accessOf(accessOutside(then, formerly)))
  if (accessOutside(formerly, then).length === 0) return
  requireAuthorityOver(principal, `The role ${name}`, accessOfSelected(before))
}
