import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deployApplicationRoles } from '../application-roles/deploy-application-roles.ts'
import type { Environment } from '../portfolios/environment.ts'
import { findEnvironment } from '../portfolios/list-environments.ts'
import { type Asset, assetEntity } from './asset.ts'
import { insertAssetDeployments } from './asset-deployments-repository.ts'
import { findAssetDeployment } from './find-asset-deployment.ts'
import { lockAsset } from './lock-asset.ts'

const deploysAssets = 'Release management > Deploy assets'

/**
 * Deploys an asset: from then on its application roles exist in the environment. Where it is deployed there already,
 * nothing changes.
 * @throws Problem asset_not_found, environment_unknown, permission_missing, environment_of_other_portfolio
 */
export function deployAsset(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  environmentKey: string,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const environment = await findEnvironment(parts, organizationKey, environmentKey)
    if (!environment) {
      const detail = `The field environmentKey names no environment: ${environmentKey}.`
      throw new Problem('environment_unknown', detail)
    }
    const asset = await lockAsset(parts, principal, deploysAssets, key, environment)
    requireSamePortfolio(asset, environment)
    const place = { assetKey: asset.key, environmentKey: environment.key }
    const present = await findAssetDeployment(parts, organizationKey, place)
    if (present) return { key: present.key }
    const now = parts.clock.now()
    const deployment = { ...place, key: newKey(now), deployedAt: toTimestamp(now), deployedBy: principal.actor.key }
    await insertAssetDeployments(parts.db, organizationKey, [deployment])
    const roles = await deployApplicationRoles(parts, organizationKey, place)
    await recordChange(parts, principal, {
      action: 'asset.deployed',
      entity: assetEntity(asset),
      environmentKey: environment.key,
      after: { environmentName: environment.name, applicationRoles: roles.map(({ name }) => name) },
    })
    return { key: deployment.key }
  })
}

function requireSamePortfolio(asset: Asset, environment: Environment): void {
  if (asset.portfolioKey === environment.portfolioKey) return
  throw new Problem(
    'environment_of_other_portfolio',
    `The environment ${environment.name} (${environment.key}) is not one of the portfolio of ${asset.name}.`,
  )
}
