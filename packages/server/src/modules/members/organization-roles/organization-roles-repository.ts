import { foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { like } from '../../../db/like.ts'
import { deleteOrganizationRoleGrants } from '../../../db/organization-role-grants.ts'
import { withReferenceLock, withRowLock } from '../../../db/row-locks.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { OrganizationRole } from './organization-role.ts'

interface OrganizationRoleFilter {
  key?: string
  namePattern?: string
}

export async function insertOrganizationRoles(
  db: Db,
  organizationKey: string,
  roles: readonly OrganizationRole[],
  createdAt: string,
): Promise<void> {
  const rows = roles.map(({ key, name, builtIn }) => ({
    organization_key: organizationKey,
    key,
    name,
    name_folded: foldedName(name),
    built_in: builtIn,
    created_at: createdAt,
    updated_at: createdAt,
  }))
  await insertRows(db, 'organization_roles', rows)
}

export async function selectOrganizationRoles(
  db: Db,
  organizationKey: string,
  { key, namePattern }: OrganizationRoleFilter,
  { descending, limit, offset }: { descending: boolean; limit: number; offset: number },
): Promise<Found<OrganizationRole>> {
  let roles = db.selectFrom('organization_roles as r').where('r.organization_key', '=', organizationKey)
  if (key) roles = roles.where('r.key', '=', key)
  if (namePattern) roles = roles.where(like('r.name_folded', namePattern))
  const keysInOrder = (isReversed: boolean) => {
    const direction = descending === isReversed ? 'asc' : 'desc'
    return roles.select('r.key').orderBy('r.name_folded', direction).orderBy('r.key', direction)
  }
  const selection = {
    keys: keysInOrder,
    count: () => roles.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: namePattern !== undefined,
  }
  const { keys, total } = await selectPageKeys(selection, { limit, offset })
  if (keys.length === 0) return { rows: [], total }
  const found = await db
    .selectFrom('organization_roles as r')
    .select(['r.key', 'r.name', 'r.built_in as builtIn'])
    .where('r.organization_key', '=', organizationKey)
    .where('r.key', 'in', keys)
    .execute()
  return { rows: inOrderOfKeys(keys, found), total }
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

const roleWithKey = (db: Db, organizationKey: string, key: string) =>
  db
    .selectFrom('organization_roles')
    .select(['key', 'name', 'built_in as builtIn'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)

/** Reads a role for a change. Nobody else changes, grants or deletes it before the transaction ends. */
export const lockOrganizationRoleRow = (
  db: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole | undefined> =>
  withRowLock(db, roleWithKey(db, organizationKey, key), 'organization_roles').executeTakeFirst()

/** Reads a role for a grant. Nobody deletes it before the transaction ends. */
export const selectOrganizationRoleForGrant = (
  db: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRole | undefined> =>
  withReferenceLock(db, roleWithKey(db, organizationKey, key), 'organization_roles').executeTakeFirst()

export async function updateOrganizationRoleName(
  db: Db,
  organizationKey: string,
  key: string,
  { name, updatedAt }: { name: string; updatedAt: string },
): Promise<void> {
  await db
    .updateTable('organization_roles')
    .set({ name, name_folded: foldedName(name), updated_at: updatedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** With its permissions, and the grants that have ended. */
export async function deleteOrganizationRoleRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteOrganizationRoleGrants(db, organizationKey, { column: 'organization_role_key', key })
  await db
    .deleteFrom('organization_roles')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}
