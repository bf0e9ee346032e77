import { sql } from 'kysely'
import { mostCounted } from '../../../db/count-some.ts'
import { countGrantHolders } from '../../../db/organization-role-grants.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { withRowLock } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'

/** Roles of an asset: all of them, one in every environment, or all in one environment. */
export interface AssetRoles {
  assetKey: string
  externalKey?: string
  environmentKey?: string
}

type RolePlace = Record<'key' | 'environment_key', string>

/** A few milliseconds of SQLite's time */
const rolesAtOnce = 500

/** A page of the roles, in the order of the index on assets. Nobody is granted one of them before the transaction ends. */
function lockRoles(
  db: Db,
  organizationKey: string,
  roles: AssetRoles,
  { after, limit }: PageAfter<RolePlace>,
): Promise<RolePlace[]> {
  let query = db
    .selectFrom('application_roles')
    .select(['key', 'environment_key'])
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', roles.assetKey)
  if (roles.externalKey) query = query.where('external_key', '=', roles.externalKey)
  if (roles.environmentKey) query = query.where('environment_key', '=', roles.environmentKey)
  if (after) query = query.where(sql<boolean>`(environment_key, key) > (${after.environment_key}, ${after.key})`)
  return withRowLock(db, query.orderBy('environment_key').orderBy('key').limit(limit), 'application_roles').execute()
}

/**
 * How many users hold one of the roles directly, and how many groups, up to `mostCounted`. Nobody is granted one of the roles
 * before the transaction ends.
 */
export async function countRoleHolders(
  db: Db,
  organizationKey: string,
  roles: AssetRoles,
): Promise<{ users: number; groups: number }> {
  const users = new Set<string>()
  const groups = new Set<string>()
  const read = (page: PageAfter<RolePlace>) => lockRoles(db, organizationKey, roles, page)
  for await (const page of readPages(rolesAtOnce, read, (last) => last)) {
    if (page.length === 0) break
    const keys = page.map(({ key }) => key)
    for (const key of await selectHolders(db, organizationKey, userGrants, keys)) users.add(key)
    for (const key of await selectHolders(db, organizationKey, groupGrants, keys)) groups.add(key)
  }
  return { users: Math.min(users.size, mostCounted), groups: Math.min(groups.size, mostCounted) }
}

const userGrants = { table: 'user_application_roles', holder: 'user_key' } as const
const groupGrants = { table: 'group_application_roles', holder: 'group_key' } as const

/** Those of one of these roles, as many at most as are counted */
const selectHolders = async (
  db: Db,
  organizationKey: string,
  { table, holder }: typeof userGrants | typeof groupGrants,
  roleKeys: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ key: string }>`select distinct ${sql.ref(holder)} as key from ${sql.table(table)}
    where organization_key = ${organizationKey} and application_role_key in (${sql.join(roleKeys)})
    limit ${mostCounted}`.execute(db)
  return rows.map(({ key }) => key)
}

/**
 * How many users hold an organization role for this asset, or will hold one, up to `mostCounted`. Nobody is granted one before
 * the transaction ends.
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
