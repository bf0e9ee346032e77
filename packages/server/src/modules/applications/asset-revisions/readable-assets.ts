import type { Parts } from '../../../db/parts.ts'
import { type PermissionName, permissions } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { AssetPlaces } from '../assets/asset-conditions.ts'
import { permissionsByType } from '../assets/permission-filter.ts'
import { assetsReachedBy } from '../assets/visible-assets.ts'

/** Each permission on assets or end users lets the caller read the assets that it reaches. */
export const readsAssets: readonly PermissionName[] = permissions
  .filter(
    ({ allowsAssets, category }) =>
      allowsAssets || category === 'Asset management' || category === 'End-user management',
  )
  .map(({ fullName }) => fullName)

/** What the parameter permissionFilter of this API calls permissions */
export const permissionTypes = {
  ...permissionsByType,
  UpdatesView: 'Maintenance > View platform updates',
} as const satisfies Record<string, PermissionName>
export type PermissionType = keyof typeof permissionTypes

/**
 * The assets that the caller may read, as conditions which all have to be fulfilled; none: all of the organization.
 * @param filter only those for which the caller holds this permission
 */
export async function readableAssets(
  parts: Parts,
  principal: Principal,
  filter?: PermissionType,
): Promise<AssetPlaces[]> {
  const readable = await assetsReachedBy(parts, principal, readsAssets)
  const filtered = filter && (await assetsReachedBy(parts, principal, [permissionTypes[filter]]))
  return [readable, filtered].filter((places) => places !== undefined)
}
