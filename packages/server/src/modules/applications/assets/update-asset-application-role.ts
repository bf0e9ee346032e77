import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { updateApplicationRole } from '../application-roles/update-application-role.ts'
import { lockAsset } from './lock-asset.ts'

/**
 * Renames a role of the asset in every environment.
 * @throws Problem asset_not_found, permission_missing, application_role_undefined, application_role_name_taken
 */
export function updateAssetApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, externalKey }: { key: string; externalKey: string },
  change: { name: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const asset = await lockAsset(parts, principal, 'Asset management > Change', key)
    const role = { assetKey: asset.key, externalKey: normalKey(externalKey) }
    await updateApplicationRole(parts, principal, role, change)
  })
}
