import type { Clock } from '../../config/clock.ts'
import { toTimestamp } from '../../db/codecs.ts'
import { newKey } from '../../db/keys.ts'
import type { Db } from '../../db/transaction.ts'
import { type Asset, insertAssetDeployments, insertAssets } from './assets-repository.ts'

export type { Asset }

export interface NewAsset {
  portfolioKey: string
  name: string
  /** Where it is deployed */
  environmentKeys: readonly string[]
}

/** Adds assets and their deployments. @returns the assets, in the same order */
export async function createAssets(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  assets: readonly NewAsset[],
): Promise<Asset[]> {
  const now = clock.now()
  const created = assets.map(({ portfolioKey, name }) => ({ key: newKey(now), portfolioKey, name }))
  const deployments = created.flatMap(({ key }, index) =>
    (assets[index]?.environmentKeys ?? []).map((environmentKey) => ({ assetKey: key, environmentKey })),
  )
  await insertAssets(trx, organizationKey, created, toTimestamp(now))
  await insertAssetDeployments(trx, organizationKey, deployments, toTimestamp(now))
  return created
}
