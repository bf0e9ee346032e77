import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'

interface OrganizationRolePermission {
  key: string
  organizationRoleKey: string
  permissionKey: string
  environmentKey: string | null
}

export async function insertOrganizationRolePermissions(
  db: Db,
  organizationKey: string,
  permissions: readonly OrganizationRolePermission[],
): Promise<void> {
  const rows = permissions.map(({ key, organizationRoleKey, permissionKey, environmentKey }) => ({
    organization_key: organizationKey,
    key,
    organization_role_key: organizationRoleKey,
    permission_key: permissionKey,
    environment_key: environmentKey,
  }))
  await insertRows(db, 'organization_role_permissions', rows)
}

export async function selectOrganizationRolePermissions(
  db: Db,
  organizationKey: string,
  roleKeys: readonly string[],
): Promise<{ roleKey: string; permissionKey: string; environmentKey: string | null }[]> {
  if (roleKeys.length === 0) return []
  return db
    .selectFrom('organization_role_permissions')
    .select([
      'organization_role_key as roleKey',
      'permission_key as permissionKey',
      'environment_key as environmentKey',
    ])
    .where('organization_key', '=', organizationKey)
    .where('organization_role_key', 'in', roleKeys)
    .execute()
}

export async function deleteOrganizationRolePermissions(
  db: Db,
  organizationKey: string,
  roleKey: string,
): Promise<void> {
  await db
    .deleteFrom('organization_role_permissions')
    .where('organization_key', '=', organizationKey)
    .where('organization_role_key', '=', roleKey)
    .execute()
}
