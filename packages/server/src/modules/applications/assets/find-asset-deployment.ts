import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Environment } from '../portfolios/environment.ts'
import { listEnvironments } from '../portfolios/list-environments.ts'
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

export async function findEnvironmentByKey(
  parts: Parts,
  organizationKey: string,
  key: string,
): Promise<Environment | undefined> {
  const environments = await listEnvironments(parts, organizationKey)
  return environments.find((environment) => environment.key === normalKey(key))
}
