import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { undeployApplicationRoles } from '../application-roles/deploy-application-roles.ts'
import { findEnvironment } from '../portfolios/list-environments.ts'
import { assetEntity } from './asset.ts'
import { deleteAssetDeployment } from './asset-deployments-repository.ts'
import { findAssetDeployment } from './find-asset-deployment.ts'
import { lockAsset } from './lock-asset.ts'

/**
 * Removes an asset and its application roles from an environment.
 * @throws Problem asset_not_found, deployment_not_found, permission_missing, application_role_held
 */
export function undeployAsset(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  environmentKey: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const environment = await findEnvironment(parts, organizationKey, environmentKey)
    const asset = await lockAsset(parts, principal, 'Release management > Deploy assets', key, environment)
    const place = { assetKey: asset.key, environmentKey: environment?.key ?? '' }
    if (!environment || !(await findAssetDeployment(parts, organizationKey, place))) {
      throw new Problem('deployment_not_found', `${asset.name} is not deployed in the stage ${environmentKey}.`)
    }
    await undeployApplicationRoles(parts, organizationKey, place, `A role of ${asset.name} in ${environment.name}`)
    await deleteAssetDeployment(parts.db, organizationKey, place)
    await recordChange(parts, principal, {
      action: 'asset.undeployed',
      entity: assetEntity(asset),
      environmentKey: environment.key,
      before: { environmentName: environment.name },
    })
  })
}
