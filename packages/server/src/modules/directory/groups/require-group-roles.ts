import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { ApplicationRole } from '../../applications/application-roles/application-role.ts'
import { getApplicationRoles } from '../../applications/application-roles/get-application-roles.ts'
import { holdsForAsset, type Principal } from '../../foundation/permissions/principal.ts'

/**
 * The roles must exist and belong to the group's environment. A role that the caller does not see counts as none.
 * @throws Problem group_role_unknown, group_role_elsewhere
 */
export async function requireGroupRoles(
  parts: Parts,
  principal: Principal,
  field: string,
  keys: readonly string[],
  environmentKey: string,
): Promise<void> {
  if (keys.length === 0) return
  const found = await getApplicationRoles(parts, principal.organizationKey, keys)
  const known = new Map([...found].filter(([, role]) => isSeen(principal, role)))
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) {
    throw new Problem('group_role_unknown', `${field}: there is no end-user role ${unknown.join(', ')}.`)
  }
  const elsewhere = keys.filter((key) => known.get(key)?.environmentKey !== environmentKey)
  if (elsewhere.length === 0) return
  const named = elsewhere.map((key) => `${known.get(key)?.name} (${key})`).join(', ')
  throw new Problem(
    'group_role_elsewhere',
    `${field}: ${named} does not belong to the stage of the group (${environmentKey}).`,
  )
}

const isSeen = (principal: Principal, { assetKey, environmentKey, portfolioKey }: ApplicationRole): boolean =>
  holdsForAsset(
    principal,
    'End-user management > View end users',
    { key: assetKey, portfolioKey },
    { key: environmentKey },
  )
