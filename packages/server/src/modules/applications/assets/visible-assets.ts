import type { Parts } from '../../../db/parts.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getReachedPortfolios } from '../portfolios/get-reached-portfolios.ts'
import type { AssetPlaces } from './asset-conditions.ts'

const deploysAssets = 'Release management > Deploy assets'

/** Each permission on assets also lets the caller see them. Change includes Open. */
export const seesAssets = [
  'Asset management > Open',
  'Asset management > Create',
  'Asset management > Delete',
  deploysAssets,
] as const satisfies readonly PermissionName[]

/** The assets that the principal sees, as a condition; undefined: all of the organization. */
export const visibleAssets = (parts: Parts, principal: Principal): Promise<AssetPlaces | undefined> =>
  assetsReachedBy(parts, principal, seesAssets)

/**
 * The assets that one of the permissions reaches. What is held for an environment reaches the assets that are deployed
 * there; Deploy assets those that could be as well. Undefined: all of the organization.
 */
export async function assetsReachedBy(
  parts: Parts,
  principal: Principal,
  permissions: readonly PermissionName[],
): Promise<AssetPlaces | undefined> {
  const portfolioKeys: string[] = []
  const environmentKeys: string[] = []
  const assetKeys: string[] = []
  for (const permission of permissions) {
    const scope = principal.access.get(permission)
    if (scope === 'all') return undefined
    if (!scope) continue
    portfolioKeys.push(...scope.portfolios)
    environmentKeys.push(...scope.environments)
    assetKeys.push(...scope.assets.keys())
  }
  if (permissions.includes(deploysAssets)) {
    const deployable = await getReachedPortfolios(parts, principal, [deploysAssets])
    portfolioKeys.push(...(deployable?.portfolioKeys ?? []))
  }
  const unique = (keys: string[]): string[] => [...new Set(keys)]
  return {
    portfolioKeys: unique(portfolioKeys),
    environmentKeys: unique(environmentKeys),
    assetKeys: unique(assetKeys),
  }
}
