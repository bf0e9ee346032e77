import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { accessOfRoles } from './access-of-roles.ts'
import { selectHeldRoles } from './held-roles-repository.ts'
import { selectHeldGrants } from './organization-role-grants-repository.ts'

/** What one role gives a user where it is granted */
interface RoleAccess {
  roleKey: string
  roleName: string
  access: Access
}

/** What each organization role gives a user that they hold at this moment, by the role's name. */
export async function getAccessByRole(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<RoleAccess[]> {
  const now = toTimestamp(parts.clock.now())
  const names = new Map(
    (await selectHeldGrants(parts.db, organizationKey, userKey, now)).map(({ roleKey, roleName }) => [
      roleKey,
      roleName,
    ]),
  )
  const roles = Map.groupBy(
    await selectHeldRoles(parts.db, organizationKey, [userKey], { now, withLater: false }),
    ({ roleKey }) => roleKey,
  )
  const found: RoleAccess[] = []
  for (const [roleKey, inScopes] of roles) {
    const access = await accessOfRoles(parts, organizationKey, inScopes)
    found.push({ roleKey, roleName: names.get(roleKey) ?? roleKey, access })
  }
  return found.sort((one, other) => one.roleName.localeCompare(other.roleName, 'en'))
}
