import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { ApplicationRole } from './application-role.ts'
import { type RoleInPlace, selectApplicationRoles, selectRoleWithEnvironment } from './application-roles-repository.ts'

/** The application roles that have these keys, by key. Keys that no role has are not in the map. */
export async function getApplicationRoles(
  { db }: Parts,
  organizationKey: string,
  keys: readonly string[],
): Promise<Map<string, ApplicationRole>> {
  const page = { sort: { field: 'name', descending: false } as const, limit: keys.length, offset: 0 }
  const { rows } = await selectApplicationRoles(db, organizationKey, { keys }, page)
  return new Map(rows.map((role) => [role.key, role]))
}

/**
 * The role with its asset and environment. Within a transaction, nobody deletes it before the transaction ends.
 * @throws Problem application_role_not_found
 */
export async function requireApplicationRole(
  { db }: Parts,
  organizationKey: string,
  key: string,
): Promise<RoleInPlace> {
  const role = await selectRoleWithEnvironment(db, organizationKey, key)
  if (!role) throw new Problem('application_role_not_found', `There is no end-user role ${key}.`)
  return role
}
