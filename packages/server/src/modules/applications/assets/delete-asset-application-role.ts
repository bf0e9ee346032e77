import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteApplicationRole } from '../application-roles/delete-application-role.ts'
import { lockAsset } from './lock-asset.ts'

/**
 * Deletes a role of the asset in every environment.
 * @throws Problem asset_not_found, permission_missing, application_role_undefined, application_role_held
 */
export function deleteAssetApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, externalKey }: { key: string; externalKey: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const asset = await lockAsset(parts, principal, 'Asset management > Change', key)
    await deleteApplicationRole(parts, principal, { assetKey: asset.key, externalKey: normalKey(externalKey) })
  })
}
