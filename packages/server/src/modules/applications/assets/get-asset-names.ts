import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectAssetNames } from './assets-repository.ts'
import { visibleAssets } from './visible-assets.ts'

/** The names of these assets by their keys: of those that the principal sees. */
export async function getAssetNames(
  parts: Parts,
  principal: Principal,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const places = await visibleAssets(parts, principal)
  const assets = await selectAssetNames(parts.db, principal.organizationKey, { keys: [...new Set(keys)], places })
  return new Map(assets.map(({ key, name }) => [key, name]))
}
