import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type OrganizationRole, organizationRoleNotFound } from './organization-role.ts'
import { lockOrganizationRoleRow } from './organization-roles-repository.ts'

/**
 * Reads a custom role for a change. Nobody else changes, grants or deletes it before the transaction ends.
 * @throws Problem organization_role_not_found, organization_role_read_only
 */
export async function lockCustomRole(
  { db }: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<OrganizationRole> {
  const role = await lockOrganizationRoleRow(db, organizationKey, normalKey(key))
  if (!role) throw organizationRoleNotFound(key)
  if (role.builtIn === null) return role
  throw new Problem('organization_role_read_only', `${role.name} is built in and stays as it is.`)
}
