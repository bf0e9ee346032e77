import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import { administratorPermissions, developerPermissions } from './built-in-role-permissions.ts'
import { insertOrganizationRolePermissions } from './organization-role-permissions-repository.ts'
import { insertOrganizationRoles } from './organization-roles-repository.ts'

/** Administrator and Developer, which every organization begins with. @returns their keys */
export function createBuiltInOrganizationRoles(
  parts: Parts<'clock'>,
  organizationKey: string,
  developmentKey: string,
): Promise<{ administratorKey: string; developerKey: string }> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const roles = [
      { key: newKey(now), name: 'Administrator', builtIn: 'Administrator', permissions: administratorPermissions },
      { key: newKey(now), name: 'Developer', builtIn: 'Developer', permissions: developerPermissions(developmentKey) },
    ] as const
    await insertOrganizationRoles(db, organizationKey, roles, toTimestamp(now))
    const permissions = roles.flatMap((role) =>
      role.permissions.map(({ permission, environmentKey }) => ({
        key: newKey(now),
        organizationRoleKey: role.key,
        permissionKey: permissionNamed(permission).key,
        environmentKey,
      })),
    )
    await insertOrganizationRolePermissions(db, organizationKey, permissions)
    return { administratorKey: roles[0].key, developerKey: roles[1].key }
  })
}
