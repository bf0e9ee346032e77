import { countSome } from '../../../db/count-some.ts'
import { countGrantHolders } from '../../../db/organization-role-grants.ts'
import { withRowLock } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'

/** Roles of an asset: all of them, one in every environment, or all in one environment. */
export interface AssetRoles {
  assetKey: string
  externalKey?: string
  environmentKey?: string
}

/** The keys of the roles. Nobody is granted one of them before the transaction ends. */
export async function lockRoleKeys(db: Db, organizationKey: string, roles: AssetRoles): Promise<string[]> {
  let query = db
    .selectFrom('application_roles')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', roles.assetKey)
    .orderBy('key')
  if (roles.externalKey) query = query.where('external_key', '=', roles.externalKey)
  if (roles.environmentKey) query = query.where('environment_key', '=', roles.environmentKey)
  const rows = await withRowLock(db, query, 'application_roles').execute()
  return rows.map(({ key }) => key)
}

/** How many users hold one of the roles directly, and how many groups, as `countSome` counts. */
export async function countRoleHolders(
  db: Db,
  organizationKey: string,
  roleKeys: readonly string[],
): Promise<{ users: number; groups: number }> {
  if (roleKeys.length === 0) return { users: 0, groups: 0 }
  const users = db
    .selectFrom('user_application_roles')
    .select('user_key as key')
    .where('organization_key', '=', organizationKey)
    .where('application_role_key', 'in', roleKeys)
  const groups = db
    .selectFrom('group_application_roles')
    .select('group_key as key')
    .where('organization_key', '=', organizationKey)
    .where('application_role_key', 'in', roleKeys)
  return { users: await countSome(db, users), groups: await countSome(db, groups) }
}

/**
 * How many users hold an organization role for this asset, or will hold one, as `countSome` counts. Nobody is granted one
 * before the transaction ends.
 */
export async function countAssetMembers(
  db: Db,
  organizationKey: string,
  assetKey: string,
  now: string,
): Promise<number> {
  const asset = db
    .selectFrom('assets')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', assetKey)
  await withRowLock(db, asset, 'assets').execute()
  return countGrantHolders(db, organizationKey, { column: 'asset_key', key: assetKey }, now)
}
