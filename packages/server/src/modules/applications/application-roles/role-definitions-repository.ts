import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import type { RoleDefinition } from './application-role.ts'

export async function insertRoleDefinitions(
  db: Db,
  organizationKey: string,
  definitions: readonly RoleDefinition[],
  createdAt: string,
): Promise<void> {
  const rows = definitions.map(({ externalKey, assetKey, name, claim }) => ({
    organization_key: organizationKey,
    external_key: externalKey,
    asset_key: assetKey,
    name,
    name_folded: foldedName(name),
    claim,
    created_at: createdAt,
  }))
  await insertRows(db, 'asset_application_roles', rows)
}

export async function countRoleDefinitions(db: Db, organizationKey: string, assetKey: string): Promise<number> {
  const { roles } = await db
    .selectFrom('asset_application_roles')
    .select((eb) => eb.fn.countAll<number>().as('roles'))
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', assetKey)
    .executeTakeFirstOrThrow()
  return Number(roles)
}

/** By name. */
export async function selectRoleDefinitions(
  db: Db,
  organizationKey: string,
  assetKey: string,
): Promise<RoleDefinition[]> {
  return db
    .selectFrom('asset_application_roles')
    .select(['external_key as externalKey', 'asset_key as assetKey', 'name', 'claim'])
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', assetKey)
    .orderBy('name_folded')
    .execute()
}

export async function updateRoleDefinitionName(
  db: Db,
  organizationKey: string,
  externalKey: string,
  name: string,
): Promise<void> {
  await db
    .updateTable('asset_application_roles')
    .set({ name, name_folded: foldedName(name) })
    .where('organization_key', '=', organizationKey)
    .where('external_key', '=', externalKey)
    .execute()
}

export async function deleteRoleDefinition(db: Db, organizationKey: string, externalKey: string): Promise<void> {
  await db
    .deleteFrom('asset_application_roles')
    .where('organization_key', '=', organizationKey)
    .where('external_key', '=', externalKey)
    .execute()
}

/** All of an asset, of which there may be very many. */
export const deleteRoleDefinitions = (db: Db, organizationKey: string, assetKey: string): Promise<void> =>
  deleteInSlices(db, {
    table: 'asset_application_roles',
    primaryKey: ['organization_key', 'external_key'],
    where: sql<boolean>`organization_key = ${organizationKey} and asset_key = ${assetKey}`,
  })
