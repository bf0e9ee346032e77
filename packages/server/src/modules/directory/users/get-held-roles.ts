import type { Parts } from '../../../db/parts.ts'
import type { ApplicationRole } from '../../applications/application-roles/application-role.ts'
import { type HeldRoleCondition, selectHeldRoles } from './role-assignments-repository.ts'

/**
 * The effective application roles of a user among those that fulfil the condition, by name. It asks for no permission: it
 * is for what is issued to the user themselves.
 */
export async function getHeldRoles(
  { db }: Parts,
  organizationKey: string,
  userKey: string,
  condition: HeldRoleCondition,
): Promise<Pick<ApplicationRole, 'key' | 'name' | 'claim'>[]> {
  const held = await selectHeldRoles(db, organizationKey, [userKey], condition)
  return [...new Map(held.map((role) => [role.key, role])).values()]
}
