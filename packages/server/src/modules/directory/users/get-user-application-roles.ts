import type { Parts } from '../../../db/parts.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import type { UserApplicationRole } from './embed-schemas.ts'
import type { AssignmentSource } from './role-assignments-conditions.ts'
import { selectRoleAssignments } from './role-assignments-repository.ts'

/**
 * The effective application roles of each user that fulfil the condition, by name, and through what the user has them.
 * @param sources through which assignments alone; through all unless given
 */
export async function getUserApplicationRoles(
  { db }: Parts,
  organizationKey: string,
  userKeys: readonly string[],
  condition: RoleCondition,
  sources?: readonly AssignmentSource[],
): Promise<Map<string, UserApplicationRole[]>> {
  const roles = new Map<string, Map<string, UserApplicationRole>>()
  for (const { userKey, role, group } of await selectRoleAssignments(
    db,
    organizationKey,
    userKeys,
    condition,
    sources,
  )) {
    const ofUser = roles.get(userKey) ?? new Map<string, UserApplicationRole>()
    roles.set(userKey, ofUser)
    const known = ofUser.get(role.key) ?? { ...role, isDirectlyAssigned: false, assignedGroups: [] }
    ofUser.set(role.key, known)
    if (group) known.assignedGroups.push(group)
    else known.isDirectlyAssigned = true
  }
  return new Map([...roles].map(([userKey, ofUser]) => [userKey, [...ofUser.values()]]))
}
