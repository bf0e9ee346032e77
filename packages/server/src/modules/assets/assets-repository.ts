import { insertRows } from '../../db/bulk-insert.ts'
import { fold } from '../../db/codecs.ts'
import type { Db } from '../../db/transaction.ts'

export interface Asset {
  key: string
  portfolioKey: string
  name: string
}

export interface AssetDeployment {
  assetKey: string
  environmentKey: string
}

export async function insertAssets(
  trx: Db,
  organizationKey: string,
  assets: readonly Asset[],
  createdAt: string,
): Promise<void> {
  const rows = assets.map(({ key, portfolioKey, name }) => ({
    organization_key: organizationKey,
    key,
    portfolio_key: portfolioKey,
    name,
    name_folded: fold(name),
    created_at: createdAt,
  }))
  await insertRows(trx, 'assets', rows)
}

export async function insertAssetDeployments(
  trx: Db,
  organizationKey: string,
  deployments: readonly AssetDeployment[],
  deployedAt: string,
): Promise<void> {
  const rows = deployments.map(({ assetKey, environmentKey }) => ({
    organization_key: organizationKey,
    asset_key: assetKey,
    environment_key: environmentKey,
    deployed_at: deployedAt,
  }))
  await insertRows(trx, 'asset_deployments', rows)
}
