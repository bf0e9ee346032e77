import type { Parts } from '../../../db/parts.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getReachedPortfolios } from '../portfolios/get-reached-portfolios.ts'
import type { AssetPlaces } from './assets-repository.ts'

/** Each permission on assets also lets the caller see them. Change includes Open. */
export const seesAssets = [
  'Asset management > Open',
  'Asset management > Create',
  'Asset management > Delete',
  'Release management > Deploy assets',
] as const satisfies readonly PermissionName[]

/** The assets that the principal sees, as a condition; undefined: all of the organization. */
export async function visibleAssets(parts: Parts, principal: Principal): Promise<AssetPlaces | undefined> {
  const reached = await getReachedPortfolios(parts, principal, seesAssets)
  return reached && { portfolioKeys: reached.portfolioKeys, assetKeys: reached.assets.map(({ key }) => key) }
}
