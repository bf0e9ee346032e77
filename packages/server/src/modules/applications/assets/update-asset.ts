import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Asset, assetEntity, assetNameTaken } from './asset.ts'
import { updateAssetRow } from './assets-repository.ts'
import type { AssetPatchRequest } from './assets-schemas.ts'
import { lockAsset } from './lock-asset.ts'

/**
 * Changes what the request names. Where nothing differs, nothing is stored.
 * @throws Problem invalid_body, asset_not_found, permission_missing, asset_name_taken
 */
export function updateAsset(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: AssetPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const before = await lockAsset(parts, principal, 'Asset management > Change', key)
    const after = { ...before, ...request, name: requireName('name', request.name) ?? before.name }
    const changed = (['name', 'type', 'description'] as const).filter((field) => before[field] !== after[field])
    if (changed.length === 0) return
    await refuseTakenName(assetNameTaken(after.name), () => updateAssetRow(parts.db, organizationKey, after))
    const only = (asset: Asset) => Object.fromEntries(changed.map((field) => [field, asset[field]]))
    await recordChange(parts, principal, {
      action: 'asset.updated',
      entity: assetEntity(after),
      before: only(before),
      after: only(after),
    })
  })
}
