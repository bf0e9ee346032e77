import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import { type Principal, requireForAsset } from '../../foundation/permissions/principal.ts'
import type { Environment } from '../portfolios/environment.ts'
import { type Asset, assetNotFound } from './asset.ts'
import { lockAssetRow, selectAsset } from './assets-repository.ts'
import { visibleAssets } from './visible-assets.ts'

/**
 * Reads an asset for a change. Nobody else changes it, its roles or its deployments before the transaction ends.
 * @param environment where the change concerns one
 * @throws Problem asset_not_found also where the caller does not see it, permission_missing where they hold the
 *   permission for other assets
 */
export async function lockAsset(
  parts: Parts,
  principal: Principal,
  permission: PermissionName,
  key: string,
  environment?: Environment,
): Promise<Asset> {
  const { organizationKey } = principal
  const places = await visibleAssets(parts, principal)
  if (!(await selectAsset(parts.db, organizationKey, normalKey(key), places))) throw assetNotFound(key)
  const asset = await lockAssetRow(parts.db, organizationKey, normalKey(key))
  if (!asset) throw assetNotFound(key)
  requireForAsset(principal, permission, asset, environment)
  return asset
}
