import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { listRoleDefinitions } from '../application-roles/list-role-definitions.ts'
import { assetNotFound } from './asset.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { selectAsset } from './assets-repository.ts'

/**
 * An asset with the roles that it defines, and its deployments in the environments that the caller may view.
 * @throws Problem asset_not_found
 */
export async function getAsset(parts: Parts, principal: Principal, key: string) {
  const { organizationKey } = principal
  const asset = await selectAsset(parts.db, organizationKey, normalKey(key))
  if (!asset) throw assetNotFound(key)
  const visible = environmentsOf(principal, 'Portfolio management > View stage')
  const deployments = await selectAssetDeployments(parts.db, organizationKey, [asset.key])
  return {
    ...asset,
    applicationRoles: await listRoleDefinitions(parts, organizationKey, asset.key),
    deployments: deployments.filter(({ environmentKey }) => visible === 'all' || visible.has(environmentKey)),
  }
}
