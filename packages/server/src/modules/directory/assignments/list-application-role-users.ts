import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import { holdsForAsset, type Principal } from '../../foundation/permissions/principal.ts'
import { readLinkedUserPage } from '../users/read-linked-user-page.ts'
import type { ApplicationRoleUsersQuery } from './application-role-users-schemas.ts'

/**
 * The users who hold an application role, each once: by a direct grant or through a group.
 * @throws Problem application_role_not_found, also for a role whose users the caller may not view: GET /application-roles does not show it either
 */
export async function listApplicationRoleUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  query: ApplicationRoleUsersQuery,
) {
  const { limit = 100, offset = 0 } = query
  const role = await requireApplicationRole(parts, principal.organizationKey, normalKey(key))
  if (!holdsForAsset(principal, 'End-user management > View end users', role.asset, role.environment)) {
    throw new Problem('application_role_not_found', `There is no application role ${key}.`)
  }
  const link = { now: toTimestamp(parts.clock.now()), role: { keys: [role.key] } }
  const { rows, total } = await readLinkedUserPage(parts, principal, link, query)
  return pageOf(rows, total, { limit, offset })
}
