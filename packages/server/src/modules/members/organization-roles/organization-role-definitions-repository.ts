import { sql } from 'kysely'
import { fold } from '../../../db/codecs.ts'
import { claimingRows, keepingRows } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/paging.ts'
import type { OrganizationRole } from './organization-roles-repository.ts'

export interface OrganizationRoleFilter {
  key?: string
  namePattern?: string
}

export async function selectOrganizationRoles(
  db: Db,
  organizationKey: string,
  { key, namePattern }: OrganizationRoleFilter,
  { descending, limit, offset }: { descending: boolean; limit: number; offset: number },
): Promise<Found<OrganizationRole>> {
  const direction = descending ? 'desc' : 'asc'
  let roles = db.selectFrom('organization_roles as r').where('r.organization_key', '=', organizationKey)
  if (key) roles = roles.where('r.key', '=', key)
  if (namePattern) roles = roles.where(sql<boolean>`r.name_folded like ${namePattern} escape '\\'`)
  const rows = await roles
    .select(['r.key', 'r.name', 'r.built_in as builtIn'])
    .orderBy('r.name_folded', direction)
    .orderBy('r.key', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await roles.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export async function selectOrganizationRole(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole | undefined> {
  const { rows } = await selectOrganizationRoles(
    db,
    organizationKey,
    { key },
    { descending: false, limit: 1, offset: 0 },
  )
  return rows[0]
}

const roleWithKey = (trx: Db, organizationKey: string, key: string) =>
  trx
    .selectFrom('organization_roles')
    .select(['key', 'name', 'built_in as builtIn'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)

/** Reads a role for a change: nobody else changes, grants or deletes it before the transaction ends. */
export const claimOrganizationRole = (
  trx: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole | undefined> =>
  claimingRows(trx, roleWithKey(trx, organizationKey, key), 'organization_roles').executeTakeFirst()

/** Reads a role for a grant: nobody deletes it before the transaction ends. */
export const keepOrganizationRole = (
  trx: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole | undefined> =>
  keepingRows(trx, roleWithKey(trx, organizationKey, key), 'organization_roles').executeTakeFirst()

export async function updateOrganizationRole(
  trx: Db,
  organizationKey: string,
  key: string,
  { name, updatedAt }: { name: string; updatedAt: string },
): Promise<void> {
  await trx
    .updateTable('organization_roles')
    .set({ name, name_folded: fold(name), updated_at: updatedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** With its permissions, and the grants that have ended. */
export async function deleteOrganizationRole(trx: Db, organizationKey: string, key: string): Promise<void> {
  await trx
    .deleteFrom('organization_roles')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
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
  trx: Db,
  organizationKey: string,
  roleKey: string,
): Promise<void> {
  await trx
    .deleteFrom('organization_role_permissions')
    .where('organization_key', '=', organizationKey)
    .where('organization_role_key', '=', roleKey)
    .execute()
}

/** How many users hold the role, or will hold it. */
export async function countHolders(trx: Db, organizationKey: string, roleKey: string, now: string): Promise<number> {
  const { holders } = await trx
    .selectFrom('user_organization_roles')
    .where('organization_key', '=', organizationKey)
    .where('organization_role_key', '=', roleKey)
    .where((eb) => eb.or([eb('end_time', 'is', null), eb('end_time', '>', now)]))
    .select((eb) => eb.fn.count<number>('user_key').distinct().as('holders'))
    .executeTakeFirstOrThrow()
  return Number(holders)
}
