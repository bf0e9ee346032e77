import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { readLinkedUserPage } from '../users/read-linked-user-page.ts'
import type { ApplicationRoleUsersQuery } from './application-role-users-schemas.ts'
import { requireListedApplicationRole } from './require-listed-application-role.ts'

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
  const role = await requireListedApplicationRole(parts, principal, key)
  const link = { now: toTimestamp(parts.clock.now()), role: { keys: [role.key] } }
  const { rows, total } = await readLinkedUserPage(parts, principal, link, query)
  return pageOf(rows, total, { limit, offset })
}
