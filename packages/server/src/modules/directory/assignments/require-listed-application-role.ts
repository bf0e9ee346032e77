import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import { holdsForAsset, type Principal } from '../../foundation/permissions/principal.ts'

/**
 * An application role whose users the caller may list.
 * @throws Problem application_role_not_found, also for a role whose users the caller may not view: GET /application-roles does not show it either
 */
export async function requireListedApplicationRole(parts: Parts, principal: Principal, key: string) {
  const role = await requireApplicationRole(parts, principal.organizationKey, normalKey(key))
  if (holdsForAsset(principal, 'End-user management > View end users', role.asset, role.environment)) return role
  throw new Problem('application_role_not_found', `There is no end-user role ${key}.`)
}
