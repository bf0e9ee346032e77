import { insertRows } from '../../../db/bulk-insert.ts'
import { fold } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'

/** A role as its asset defines it, apart from the environments in which it exists. */
export interface RoleDefinition {
  externalKey: string
  assetKey: string
  name: string
  /** What the role begins with where the asset is deployed */
  claim: string | null
}

export async function insertRoleDefinitions(
  trx: Db,
  organizationKey: string,
  definitions: readonly RoleDefinition[],
  createdAt: string,
): Promise<void> {
  const rows = definitions.map(({ externalKey, assetKey, name, claim }) => ({
    organization_key: organizationKey,
    external_key: externalKey,
    asset_key: assetKey,
    name,
    name_folded: fold(name),
    claim,
    created_at: createdAt,
  }))
  await insertRows(trx, 'asset_application_roles', rows)
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

export async function renameRoleDefinition(
  trx: Db,
  organizationKey: string,
  externalKey: string,
  name: string,
): Promise<void> {
  await trx
    .updateTable('asset_application_roles')
    .set({ name, name_folded: fold(name) })
    .where('organization_key', '=', organizationKey)
    .where('external_key', '=', externalKey)
    .execute()
}

export async function deleteRoleDefinition(trx: Db, organizationKey: string, externalKey: string): Promise<void> {
  await trx
    .deleteFrom('asset_application_roles')
    .where('organization_key', '=', organizationKey)
    .where('external_key', '=', externalKey)
    .execute()
}
