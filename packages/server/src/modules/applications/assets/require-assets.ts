import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Asset } from './asset.ts'
import { selectAssetsForGrant } from './assets-repository.ts'

/**
 * The assets with these keys, and in which portfolio each lies. Nobody deletes them before the transaction ends.
 * @throws Problem asset_unknown
 */
export async function requireAssets(
  { db }: Parts,
  organizationKey: string,
  assetKeys: readonly string[],
): Promise<Pick<Asset, 'key' | 'portfolioKey'>[]> {
  if (assetKeys.length === 0) return []
  const assets = await selectAssetsForGrant(db, organizationKey, assetKeys)
  const known = new Set(assets.map(({ key }) => key))
  const unknown = assetKeys.filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Problem('asset_unknown', `assetKeys: there is no asset ${unknown.join(', ')}.`)
  return assets
}
