import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockRequestedPortfolio } from '../portfolios/lock-requested-portfolio.ts'
import { assetEntity, assetNameTaken } from './asset.ts'
import { insertAssets } from './assets-repository.ts'
import type { AssetCreateRequest } from './assets-schemas.ts'

/**
 * An asset that defines no roles yet and is deployed nowhere.
 * @throws Problem invalid_body, portfolio_unknown, asset_name_taken
 */
export function createAsset(
  parts: Parts<'clock'>,
  principal: Principal,
  request: AssetCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { type = 'WebApplication', description = null } = request
    const name = requireName('name', request.name)
    const portfolio = await lockRequestedPortfolio(parts, organizationKey, request.portfolioKey)
    const now = parts.clock.now()
    const asset = { key: newKey(now), portfolioKey: portfolio.key, name, type, description }
    await refuseTakenName(assetNameTaken(name), () =>
      insertAssets(parts.db, organizationKey, [asset], { createdAt: toTimestamp(now), createdBy: principal.actor.key }),
    )
    const { key, ...after } = asset
    await recordChange(parts, principal, { action: 'asset.created', entity: assetEntity(asset), after })
    return { key }
  })
}
