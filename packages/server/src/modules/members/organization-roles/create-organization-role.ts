import { newKey, normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { requireMayGive } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getRolePermissions, requireOrganizationRole } from './get-organization-role.ts'
import { organizationRoleEntity, organizationRoleNameTaken } from './organization-role.ts'
import { insertOrganizationRolePermissions } from './organization-role-permissions-repository.ts'
import { insertOrganizationRoles } from './organization-roles-repository.ts'
import type { OrganizationRoleCreateRequest } from './organization-roles-schemas.ts'
import {
  accessOfSelected,
  parseRolePermissions,
  recordedPermissions,
  rowsOf,
  type SelectedPermission,
} from './role-permissions.ts'

/**
 * A custom role. It gives nothing that controls access and that its creator does not hold.
 * @throws Problem invalid_body, organization_role_name_taken, permission_missing, and what `parseRolePermissions` throws
 */
export async function createOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  { name, permissions }: OrganizationRoleCreateRequest,
): Promise<{ orgRoleKey: string }> {
  if (name === undefined || name === null) throw new Problem('invalid_body', 'The field name is missing.')
  return transaction(parts, async (parts) => {
    const environments = await listEnvironments(parts, principal.organizationKey)
    return storeRole(parts, principal, name, parseRolePermissions(permissions, environments))
  })
}

/**
 * A custom role with the permissions that another one, also a built-in one, has now.
 * @throws Problem invalid_body, organization_role_not_found, organization_role_name_taken, permission_missing
 */
export function duplicateOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  name: string,
): Promise<{ orgRoleKey: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const role = await requireOrganizationRole(parts, organizationKey, normalKey(key))
    return storeRole(parts, principal, name, await getRolePermissions(parts, organizationKey, role.key))
  })
}

async function storeRole(
  parts: Parts<'clock'>,
  principal: Principal,
  requestedName: string,
  permissions: SelectedPermission[],
): Promise<{ orgRoleKey: string }> {
  const { organizationKey } = principal
  const name = requireName('name', requestedName)
  requireMayGive(principal, `The role ${name}`, accessOfSelected(permissions))
  const now = parts.clock.now()
  const key = newKey(now)
  await refuseTakenName(organizationRoleNameTaken(name), () =>
    insertOrganizationRoles(parts.db, organizationKey, [{ key, name, builtIn: null }], toTimestamp(now)),
  )
  await insertOrganizationRolePermissions(parts.db, organizationKey, rowsOf(key, permissions, now))
  await recordChange(parts, principal, {
    action: 'organization-role.created',
    entity: organizationRoleEntity(key, name),
    after: { name, permissions: recordedPermissions(permissions) },
  })
  return { orgRoleKey: key }
}
