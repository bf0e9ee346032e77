import type { Parts } from '../../../db/parts.ts'
import { type AssetDeployment, selectAssetDeployments } from './asset-deployments-repository.ts'

/** The asset's deployment in this environment, where there is one. */
export async function findAssetDeployment(
  { db }: Parts,
  organizationKey: string,
  { assetKey, environmentKey }: Pick<AssetDeployment, 'assetKey' | 'environmentKey'>,
): Promise<AssetDeployment | undefined> {
  const deployments = await selectAssetDeployments(db, organizationKey, [assetKey])
  return deployments.find((deployment) => deployment.environmentKey === environmentKey)
}
