import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { AssetType } from '../../../db/schema/asset-types.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Asset } from './asset.ts'
import { insertAssetDeployments } from './asset-deployments-repository.ts'
import { insertAssets } from './assets-repository.ts'

interface NewAsset {
  portfolioKey: string
  name: string
  type?: AssetType
  /** Where it is deployed */
  environmentKeys: readonly string[]
}

/**
 * Stores assets with revision 1 and their deployments without a line in the audit trail.
 * @returns the assets, in the same order
 */
export function seedAssets(
  parts: Parts<'clock'>,
  organizationKey: string,
  assets: readonly NewAsset[],
): Promise<Omit<Asset, 'latestRevision'>[]> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const deployedAt = toTimestamp(now)
    const seeded = assets.map(({ portfolioKey, name, type = 'WebApplication' }) => ({
      key: newKey(now),
      portfolioKey,
      name,
      type,
      description: null,
    }))
    const deployments = seeded.flatMap(({ key: assetKey }, index) =>
      (assets[index]?.environmentKeys ?? []).map((environmentKey) => ({
        key: newKey(now),
        assetKey,
        environmentKey,
        revision: 1,
        deployedAt,
        deployedBy: null,
      })),
    )
    await insertAssets(db, organizationKey, seeded, { createdAt: deployedAt, createdBy: null })
    await insertAssetDeployments(db, organizationKey, deployments)
    return seeded
  })
}
