import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { type Asset, assetNotFound } from './asset.ts'
import { lockAssetRow } from './assets-repository.ts'

/**
 * Reads an asset for a change. Nobody else changes it, its roles or its deployments before the transaction ends.
 * @throws Problem asset_not_found
 */
export async function lockAsset({ db }: Parts, organizationKey: string, key: string): Promise<Asset> {
  const asset = await lockAssetRow(db, organizationKey, normalKey(key))
  if (!asset) throw assetNotFound(key)
  return asset
}
