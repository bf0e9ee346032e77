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
import { insertAssetDeployments, updateAssetDeployment } from './asset-deployments-repository.ts'
import type { DeployRequest } from './asset-deployments-schemas.ts'
import { findAssetDeployment } from './find-asset-deployment.ts'
import { lockAsset } from './lock-asset.ts'

const deploysAssets = 'Release management > Deploy assets'

/**
 * Deploys a revision of an asset, the newest one unless given: from then on its application roles exist in the
 * environment. Where the asset is deployed there already, its revision stays unless another one is given.
 * @throws Problem asset_not_found, environment_unknown, permission_missing, environment_of_other_portfolio,
 *   asset_revision_unknown
 */
export function deployAsset(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: DeployRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const environment = await findEnvironment(parts, organizationKey, request.environmentKey)
    if (!environment) {
      const detail = `The field environmentKey names no stage: ${request.environmentKey}.`
      throw new Problem('environment_unknown', detail)
    }
    const asset = await lockAsset(parts, principal, deploysAssets, key, environment)
    requireSamePortfolio(asset, environment)
    const place = { assetKey: asset.key, environmentKey: environment.key }
    const present = await findAssetDeployment(parts, organizationKey, place)
    const revision = requireRevision(asset, request.revision ?? present?.revision ?? asset.latestRevision)
    if (present?.revision === revision) return { key: present.key }
    const now = parts.clock.now()
    const deployed = { ...place, revision, deployedAt: toTimestamp(now), deployedBy: principal.actor.key }
    const deployment = { key: present?.key ?? newKey(now), ...deployed }
    const { name: environmentName } = environment
    const change = { action: 'asset.deployed', entity: assetEntity(asset), environmentKey: environment.key } as const
    if (present) {
      await updateAssetDeployment(parts.db, organizationKey, deployment)
      const before = { environmentName, revision: present.revision }
      await recordChange(parts, principal, { ...change, before, after: { environmentName, revision } })
    } else {
      await insertAssetDeployments(parts.db, organizationKey, [deployment])
      const roles = await deployApplicationRoles(parts, organizationKey, place)
      const after = { environmentName, revision, applicationRoles: roles.map(({ name }) => name) }
      await recordChange(parts, principal, { ...change, after })
    }
    return { key: deployment.key }
  })
}

function requireRevision({ name, latestRevision }: Asset, revision: number): number {
  if (revision <= latestRevision) return revision
  const detail = `The field revision names none of ${name}: there are 1 to ${latestRevision}.`
  throw new Problem('asset_revision_unknown', detail)
}

function requireSamePortfolio(asset: Asset, environment: Environment): void {
  if (asset.portfolioKey === environment.portfolioKey) return
  throw new Problem(
    'environment_of_other_portfolio',
    `The stage ${environment.name} (${environment.key}) is not one of the portfolio of ${asset.name}.`,
  )
}
