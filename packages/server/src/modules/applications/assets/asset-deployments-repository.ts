import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'

export interface AssetDeployment {
  key: string
  assetKey: string
  environmentKey: string
  deployedAt: string
  /** The API client or user that did it */
  deployedBy: string | null
}

export async function insertAssetDeployments(
  db: Db,
  organizationKey: string,
  deployments: readonly AssetDeployment[],
): Promise<void> {
  const rows = deployments.map(({ key, assetKey, environmentKey, deployedAt, deployedBy }) => ({
    organization_key: organizationKey,
    asset_key: assetKey,
    environment_key: environmentKey,
    key,
    deployed_at: deployedAt,
    deployed_by: deployedBy,
  }))
  await insertRows(db, 'asset_deployments', rows)
}

/** In the sequence of the environments' keys. */
export async function selectAssetDeployments(
  db: Db,
  organizationKey: string,
  assetKeys: readonly string[],
): Promise<AssetDeployment[]> {
  if (assetKeys.length === 0) return []
  return db
    .selectFrom('asset_deployments')
    .select(['key', 'asset_key as assetKey', 'environment_key as environmentKey'])
    .select(['deployed_at as deployedAt', 'deployed_by as deployedBy'])
    .where('organization_key', '=', organizationKey)
    .where('asset_key', 'in', assetKeys)
    .orderBy('asset_key')
    .orderBy('environment_key')
    .execute()
}

export async function deleteAssetDeployment(
  db: Db,
  organizationKey: string,
  { assetKey, environmentKey }: Pick<AssetDeployment, 'assetKey' | 'environmentKey'>,
): Promise<void> {
  await db
    .deleteFrom('asset_deployments')
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', assetKey)
    .where('environment_key', '=', environmentKey)
    .execute()
}
