import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { getApplicationRoles } from '../../applications/application-roles/get-application-roles.ts'

/**
 * The roles must exist and belong to the group's environment.
 * @throws Problem group_role_unknown, group_role_elsewhere
 */
export async function requireGroupRoles(
  parts: Parts,
  organizationKey: string,
  field: string,
  keys: readonly string[],
  environmentKey: string,
): Promise<void> {
  if (keys.length === 0) return
  const known = await getApplicationRoles(parts, organizationKey, keys)
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) {
    throw new Problem('group_role_unknown', `${field}: there is no application role ${unknown.join(', ')}.`)
  }
  const elsewhere = keys.filter((key) => known.get(key)?.environmentKey !== environmentKey)
  if (elsewhere.length === 0) return
  const named = elsewhere.map((key) => `${known.get(key)?.name} (${key})`).join(', ')
  throw new Problem(
    'group_role_elsewhere',
    `${field}: ${named} does not belong to the environment of the group (${environmentKey}).`,
  )
}
