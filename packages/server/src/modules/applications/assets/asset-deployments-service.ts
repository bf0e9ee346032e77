import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import {
  type AssetDeployment,
  deleteAssetDeployment,
  insertAssetDeployments,
  selectAssetDeployments,
} from './asset-deployments-repository.ts'

export type { AssetDeployment }

/** Where the asset is deployed. */
export const deploymentsOf = (db: Db, organizationKey: string, assetKey: string): Promise<AssetDeployment[]> =>
  selectAssetDeployments(db, organizationKey, [assetKey])

/** Notes that the asset is there now. Its roles are the caller's affair: only `application-roles` knows them. */
export async function addDeployment(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  deployment: Pick<AssetDeployment, 'assetKey' | 'environmentKey' | 'deployedBy'>,
): Promise<AssetDeployment> {
  const now = clock.now()
  const added = { ...deployment, key: newKey(now), deployedAt: toTimestamp(now) }
  await insertAssetDeployments(trx, organizationKey, [added])
  return added
}

/** The opposite of `addDeployment`, and as little. */
export const removeDeployment = deleteAssetDeployment
