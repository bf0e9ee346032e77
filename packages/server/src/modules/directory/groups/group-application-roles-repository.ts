import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'

interface GroupRole {
  groupKey: string
  applicationRoleKey: string
}

const rowsOf = (organizationKey: string, roles: readonly GroupRole[], createdAt: string) =>
  roles.map(({ groupKey, applicationRoleKey }) => ({
    organization_key: organizationKey,
    group_key: groupKey,
    application_role_key: applicationRoleKey,
    created_at: createdAt,
  }))

export async function insertGroupApplicationRoles(
  db: Db,
  organizationKey: string,
  roles: readonly GroupRole[],
  createdAt: string,
): Promise<void> {
  await insertRows(db, 'group_application_roles', rowsOf(organizationKey, roles, createdAt))
}

/** Adds the roles that the group does not have yet. @returns the keys of these */
export async function insertMissingGroupApplicationRoles(
  db: Db,
  organizationKey: string,
  groupKey: string,
  roleKeys: readonly string[],
  createdAt: string,
): Promise<string[]> {
  if (roleKeys.length === 0) return []
  const roles = roleKeys.map((applicationRoleKey) => ({ groupKey, applicationRoleKey }))
  const rows = await db
    .insertInto('group_application_roles')
    .values(rowsOf(organizationKey, roles, createdAt))
    .onConflict((conflict) => conflict.columns(['organization_key', 'group_key', 'application_role_key']).doNothing())
    .returning('application_role_key')
    .execute()
  return rows.map(({ application_role_key }) => application_role_key).sort()
}

/** @returns the keys of the roles that the group had */
export async function deleteGroupApplicationRoles(
  db: Db,
  organizationKey: string,
  groupKey: string,
  roleKeys: readonly string[],
): Promise<string[]> {
  if (roleKeys.length === 0) return []
  const rows = await db
    .deleteFrom('group_application_roles')
    .where('organization_key', '=', organizationKey)
    .where('group_key', '=', groupKey)
    .where('application_role_key', 'in', roleKeys)
    .returning('application_role_key')
    .execute()
  return rows.map(({ application_role_key }) => application_role_key).sort()
}

export async function selectGroupRoleKeys(db: Db, organizationKey: string, groupKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('group_application_roles')
    .select('application_role_key')
    .where('organization_key', '=', organizationKey)
    .where('group_key', '=', groupKey)
    .orderBy('application_role_key')
    .execute()
  return rows.map((row) => row.application_role_key)
}
