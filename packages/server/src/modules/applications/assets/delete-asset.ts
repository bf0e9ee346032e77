import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteRolesOfAsset } from '../application-roles/delete-roles-of-asset.ts'
import { listRoleDefinitions } from '../application-roles/list-role-definitions.ts'
import { requireAssetNotHeld } from '../application-roles/require-not-held.ts'
import { assetEntity } from './asset.ts'
import { selectAssetDeployments } from './asset-deployments-repository.ts'
import { deleteAssetRow } from './assets-repository.ts'
import { lockAsset } from './lock-asset.ts'

/** Deletes an asset with its roles and deployments. @throws Problem asset_not_found, permission_missing, asset_held */
export function deleteAsset(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const asset = await lockAsset(parts, principal, 'Asset management > Delete', key)
    await requireAssetNotHeld(parts, organizationKey, asset)
    const roles = await listRoleDefinitions(parts, organizationKey, asset.key)
    const deployments = await selectAssetDeployments(parts.db, organizationKey, [asset.key])
    await deleteRolesOfAsset(parts, organizationKey, asset.key)
    await deleteAssetRow(parts.db, organizationKey, asset.key)
    const { key: _, latestRevision: _revision, ...before } = asset
    await recordChange(parts, principal, {
      action: 'asset.deleted',
      entity: assetEntity(asset),
      before: {
        ...before,
        applicationRoles: roles.map(({ name }) => name),
        environmentKeys: deployments.map(({ environmentKey }) => environmentKey),
      },
    })
  })
}
