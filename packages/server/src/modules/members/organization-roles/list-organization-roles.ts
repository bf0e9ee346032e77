import { containsPattern } from '../../../db/folded-columns.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireOrganizationRole } from './get-organization-role.ts'
import { selectOrganizationRolePermissions } from './organization-role-permissions-repository.ts'
import { selectOrganizationRoles } from './organization-roles-repository.ts'
import type { OrganizationRolesQuery } from './organization-roles-schemas.ts'
import { answerOfRole, rolePermissionsOf } from './role-permissions.ts'

/**
 * A page of organization roles with their permissions. A roleKey that no role has answers 404, as the contract declares.
 * @throws Problem organization_role_not_found
 */
export async function listOrganizationRoles(
  parts: Parts,
  { organizationKey }: Principal,
  { roleKey, nameContains, sort = 'name', limit = 100, offset = 0 }: OrganizationRolesQuery,
) {
  const { db } = parts
  const key = roleKey && normalKey(roleKey)
  if (key) await requireOrganizationRole(parts, organizationKey, key)
  const filter = { key, namePattern: nameContains === undefined ? undefined : containsPattern(nameContains) }
  const page = { descending: parseSort(sort).descending, limit, offset }
  const { rows, total } = await selectOrganizationRoles(db, organizationKey, filter, page)
  const keys = rows.map(({ key }) => key)
  const permissions = await selectOrganizationRolePermissions(db, organizationKey, keys)
  const byRole = Map.groupBy(permissions, (row) => row.roleKey)
  const roles = rows.map((row) => answerOfRole(row, rolePermissionsOf(byRole.get(row.key) ?? [])))
  return pageOf(roles, total, { limit, offset })
}
