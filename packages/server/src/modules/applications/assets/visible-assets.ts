import type { Parts } from '../../../db/parts.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { LimitedScope } from '../../foundation/permissions/scope.ts'
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
  const scopes: LimitedScope[] = []
  for (const permission of permissions) {
    const scope = principal.access.get(permission)
    if (scope === 'all') return undefined
    if (scope) scopes.push(scope)
  }
  const deploys = permissions.includes(deploysAssets)
  const deployable = deploys ? await getReachedPortfolios(parts, principal, [deploysAssets]) : undefined
  const unique = (keysOf: (scope: LimitedScope) => Iterable<string>, more: string[] = []) => [
    ...new Set([...more, ...scopes.flatMap((scope) => [...keysOf(scope)])]),
  ]
  return {
    portfolioKeys: unique(({ portfolios }) => portfolios, deployable?.portfolioKeys),
    environmentKeys: unique(({ environments }) => environments),
    assetKeys: unique(({ assets }) => assets.keys()),
  }
}
