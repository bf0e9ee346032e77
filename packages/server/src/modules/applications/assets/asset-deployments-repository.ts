import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'

export interface AssetDeployment {
  key: string
  assetKey: string
  environmentKey: string
  revision: number
  deployedAt: string
  /** The API client or user that did it */
  deployedBy: string | null
}

/** What the deployed revision is tagged with */
interface DeploymentTag {
  tag: string | null
  taggedAt: string | null
  taggedBy: string | null
}

export async function insertAssetDeployments(
  db: Db,
  organizationKey: string,
  deployments: readonly AssetDeployment[],
): Promise<void> {
  const rows = deployments.map(({ key, assetKey, environmentKey, revision, deployedAt, deployedBy }) => ({
    organization_key: organizationKey,
    asset_key: assetKey,
    environment_key: environmentKey,
    key,
    revision,
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
): Promise<(AssetDeployment & DeploymentTag)[]> {
  if (assetKeys.length === 0) return []
  return db
    .selectFrom('asset_deployments as d')
    .innerJoin('asset_revisions as r', (join) =>
      join
        .onRef('r.organization_key', '=', 'd.organization_key')
        .onRef('r.asset_key', '=', 'd.asset_key')
        .onRef('r.revision', '=', 'd.revision'),
    )
    .select(['d.key', 'd.asset_key as assetKey', 'd.environment_key as environmentKey', 'd.revision'])
    .select(['d.deployed_at as deployedAt', 'd.deployed_by as deployedBy'])
    .select(['r.tag', 'r.tagged_at as taggedAt', 'r.tagged_by as taggedBy'])
    .where('d.organization_key', '=', organizationKey)
    .where('d.asset_key', 'in', assetKeys)
    .orderBy('d.asset_key')
    .orderBy('d.environment_key')
    .execute()
}

/** Another revision in the place of the one that is deployed there */
export async function updateAssetDeployment(
  db: Db,
  organizationKey: string,
  { assetKey, environmentKey, revision, deployedAt, deployedBy }: Omit<AssetDeployment, 'key'>,
): Promise<void> {
  await db
    .updateTable('asset_deployments')
    .set({ revision, deployed_at: deployedAt, deployed_by: deployedBy })
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', assetKey)
    .where('environment_key', '=', environmentKey)
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
