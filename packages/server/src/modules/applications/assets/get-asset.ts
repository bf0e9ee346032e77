import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { environmentsOf, holdsForAsset, type Principal } from '../../foundation/permissions/principal.ts'
import { listRoleDefinitions } from '../application-roles/list-role-definitions.ts'
import { assetNotFound } from './asset.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { type ListedAsset, selectAsset } from './assets-repository.ts'
import { visibleAssets } from './visible-assets.ts'

/**
 * An asset with the roles that it defines, and its deployments in the environments that the caller may view, or deploy it to.
 * @throws Problem asset_not_found
 */
export async function getAsset(parts: Parts, principal: Principal, key: string) {
  const { organizationKey } = principal
  const asset = await requireVisibleAsset(parts, principal, key)
  const stages = environmentsOf(principal, 'Portfolio management > View stage')
  const isVisible = (key: string): boolean =>
    stages === 'all' ||
    stages.has(key) ||
    holdsForAsset(principal, 'Release management > Deploy assets', asset, { key })
  const deployments = await selectAssetDeployments(parts.db, organizationKey, [asset.key])
  return {
    ...asset,
    applicationRoles: await listRoleDefinitions(parts, organizationKey, asset.key),
    deployments: deployments.filter(({ environmentKey }) => isVisible(environmentKey)),
  }
}

/** @throws Problem asset_not_found */
export async function requireVisibleAsset(parts: Parts, principal: Principal, key: string): Promise<ListedAsset> {
  const places = await visibleAssets(parts, principal)
  const asset = await selectAsset(parts.db, principal.organizationKey, normalKey(key), places)
  if (!asset) throw assetNotFound(key)
  return asset
}
