import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createApplicationRole } from '../application-roles/create-application-role.ts'
import type { RoleCreateRequest } from './asset-application-roles-schemas.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { lockAsset } from './lock-asset.ts'

/**
 * Defines a role of the asset. In each environment in which the asset is deployed, the role exists with its own key.
 * @throws Problem asset_not_found, permission_missing, application_role_name_taken
 */
export function createAssetApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  { name, claim = null }: RoleCreateRequest,
): Promise<{ externalKey: string }> {
  return transaction(parts, async (parts) => {
    const asset = await lockAsset(parts, principal, 'Asset management > Change', key)
    const deployments = await selectAssetDeployments(parts.db, principal.organizationKey, [asset.key])
    const environmentKeys = deployments.map(({ environmentKey }) => environmentKey)
    return createApplicationRole(parts, principal, { assetKey: asset.key, name, claim }, environmentKeys)
  })
}
