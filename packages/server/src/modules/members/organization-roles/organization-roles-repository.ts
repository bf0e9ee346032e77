import { sql } from 'kysely'
import { insertRows } from '../../../db/bulk-insert.ts'
import { fold } from '../../../db/codecs.ts'
import type { OrganizationRoleTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { organizationRolesHeld } from './organization-roles-held.ts'

export interface OrganizationRole {
  key: string
  name: string
  builtIn: OrganizationRoleTable['built_in']
}

export interface OrganizationRolePermission {
  key: string
  organizationRoleKey: string
  permissionKey: string
  environmentKey: string | null
}

export interface OrganizationRoleGrant {
  key: string
  userKey: string
  organizationRoleKey: string
  /** Null: for the whole organization */
  assetKey: string | null
  portfolioKey: string | null
  startTime: string | null
  endTime: string | null
}

export async function insertOrganizationRoles(
  trx: Db,
  organizationKey: string,
  roles: readonly OrganizationRole[],
  createdAt: string,
): Promise<void> {
  const rows = roles.map(({ key, name, builtIn }) => ({
    organization_key: organizationKey,
    key,
    name,
    name_folded: fold(name),
    built_in: builtIn,
    created_at: createdAt,
    updated_at: createdAt,
  }))
  await insertRows(trx, 'organization_roles', rows)
}

export async function insertOrganizationRolePermissions(
  trx: Db,
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
  await insertRows(trx, 'organization_role_permissions', rows)
}

export async function insertUserOrganizationRoles(
  trx: Db,
  organizationKey: string,
  grants: readonly OrganizationRoleGrant[],
  createdAt: string,
): Promise<void> {
  const rows = grants.map((grant) => ({
    organization_key: organizationKey,
    key: grant.key,
    user_key: grant.userKey,
    organization_role_key: grant.organizationRoleKey,
    asset_key: grant.assetKey,
    portfolio_key: grant.portfolioKey,
    start_time: grant.startTime,
    end_time: grant.endTime,
    created_at: createdAt,
  }))
  await insertRows(trx, 'user_organization_roles', rows)
}

/** Who of the active users holds Administrator for the whole organization at this moment. */
const administrators = (db: Db, organizationKey: string, now: string) =>
  organizationRolesHeld(db, organizationKey, now)
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 'o.organization_key').onRef('u.key', '=', 'o.user_key'),
    )
    .where('r.built_in', '=', 'Administrator')
    .where('o.asset_key', 'is', null)
    .where('u.status', '=', 'Active')
    .select(['o.user_key', 'o.end_time', 'o.portfolio_key'])

/** Whoever is active and Administrator of the organization at this moment */
export async function selectAdministratorKeys(db: Db, organizationKey: string, now: string): Promise<string[]> {
  const rows = await administrators(db, organizationKey, now).execute()
  return [...new Set(rows.map((row) => row.user_key))]
}

/** Undefined where the user is no Administrator. Lasting: without end, and in all portfolios. */
export async function administratorGrant(
  trx: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<{ isLasting: boolean } | undefined> {
  const rows = await administrators(trx, organizationKey, now).where('o.user_key', '=', userKey).execute()
  if (rows.length === 0) return undefined
  return { isLasting: rows.some(({ end_time, portfolio_key }) => end_time === null && portfolio_key === null) }
}

export async function existsOtherAdministrator(
  trx: Db,
  organizationKey: string,
  userKey: string,
  now: string,
  { lasting }: { lasting: boolean },
): Promise<boolean> {
  let others = administrators(trx, organizationKey, now).where('o.user_key', '!=', userKey)
  if (lasting) others = others.where('o.end_time', 'is', null).where('o.portfolio_key', 'is', null)
  return (await others.limit(1).executeTakeFirst()) !== undefined
}

/**
 * Whoever changes who is Administrator waits here for the others: the update changes nothing but takes the row's lock.
 * @returns the role's key
 */
export async function lockAdministratorRole(trx: Db, organizationKey: string): Promise<string> {
  const { key } = await trx
    .updateTable('organization_roles')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('built_in', '=', 'Administrator')
    .returning('key')
    .executeTakeFirstOrThrow()
  return key
}
