import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Grant } from '../../foundation/permissions/grants.ts'
import { permissionByKey, permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'

/** Replaces what was selected. A grant for all environments is one row without an environment. */
export async function replacePermissions(
  db: Db,
  organizationKey: string,
  apiClientKey: string,
  grants: Grant[],
): Promise<void> {
  await db
    .deleteFrom('api_client_permissions')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .execute()
  const rows = grants.flatMap(({ permission, environments }) =>
    (environments === 'all' ? [null] : [...environments]).map((environmentKey) => ({
      organization_key: organizationKey,
      key: newKey(),
      api_client_key: apiClientKey,
      permission_key: permissionNamed(permission).key,
      environment_key: environmentKey,
    })),
  )
  if (rows.length > 0) await db.insertInto('api_client_permissions').values(rows).execute()
}

export async function selectPermissions(db: Db, organizationKey: string, apiClientKey: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('api_client_permissions')
    .select(['permission_key', 'environment_key'])
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .orderBy('key')
    .execute()
  const grants = new Map<string, Grant>()
  for (const { permission_key, environment_key } of rows) {
    const permission = permissionByKey(permission_key)
    // A permission that a newer Portico knows and this one doesn't: it can't be checked, so it isn't granted.
    if (!permission) continue
    const known = grants.get(permission_key)?.environments ?? []
    const environments = environment_key === null || known === 'all' ? 'all' : new Set([...known, environment_key])
    grants.set(permission_key, { permission: permission.fullName, environments })
  }
  return [...grants.values()]
}
