import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type OrganizationRole, organizationRoleNotFound } from './organization-role.ts'
import { selectOrganizationRolePermissions } from './organization-role-permissions-repository.ts'
import { selectOrganizationRole } from './organization-roles-repository.ts'
import type { OrganizationRole as OrganizationRoleAnswer } from './organization-roles-schemas.ts'
import { answerOfRole, rolePermissionsOf, type SelectedPermission } from './role-permissions.ts'

/** A role with its permissions. @throws Problem organization_role_not_found */
export async function getOrganizationRole(
  parts: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<OrganizationRoleAnswer> {
  const role = await requireOrganizationRole(parts, organizationKey, normalKey(key))
  return answerOfRole(role, await getRolePermissions(parts, organizationKey, role.key))
}

/** @throws Problem organization_role_not_found */
export async function requireOrganizationRole(
  { db }: Parts,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole> {
  const role = await selectOrganizationRole(db, organizationKey, key)
  if (!role) throw organizationRoleNotFound(key)
  return role
}

/** The permissions of a role, in the order of the catalogue. */
export const getRolePermissions = async (
  { db }: Parts,
  organizationKey: string,
  key: string,
): Promise<SelectedPermission[]> =>
  rolePermissionsOf(await selectOrganizationRolePermissions(db, organizationKey, [key]))
