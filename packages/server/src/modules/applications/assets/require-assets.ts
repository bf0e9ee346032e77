import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { selectAssetKeysForGrant } from './assets-repository.ts'

/**
 * Requires that the organization has all of these assets. Nobody deletes them before the transaction ends.
 * @throws Problem asset_unknown
 */
export async function requireAssets(
  { db }: Parts,
  organizationKey: string,
  assetKeys: readonly string[],
): Promise<void> {
  if (assetKeys.length === 0) return
  const known = new Set(await selectAssetKeysForGrant(db, organizationKey, assetKeys))
  const unknown = assetKeys.filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Problem('asset_unknown', `assetKeys: there is no asset ${unknown.join(', ')}.`)
}
