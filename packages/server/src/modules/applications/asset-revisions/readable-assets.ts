import type { Parts } from '../../../db/parts.ts'
import { type PermissionName, permissions } from '../../foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { AssetPlaces } from '../assets/asset-conditions.ts'
import { assetsReachedBy } from '../assets/visible-assets.ts'

/** Each permission on assets or end users lets the caller read the assets that it reaches. */
export const readsAssets: readonly PermissionName[] = permissions
  .filter(
    ({ allowsAssets, category }) =>
      allowsAssets || category === 'Asset management' || category === 'End-user management',
  )
  .map(({ fullName }) => fullName)

/** What ODC's parameter permissionFilter calls permissions */
export const permissionTypes = {
  AppDebug: 'Asset management > Debug',
  AppChange: 'Asset management > Change',
  AppDelete: 'Asset management > Delete',
  AppUserView: 'End-user management > View end users',
  AppDeploy: 'Release management > Deploy assets',
  AppRelease: 'Release management > Release',
  AppMonitor: 'Monitoring > Access asset logs and traces',
  AppMonitorUserInfo: 'Monitoring > Access user information',
  AppAccessManage: 'End-user management > Manage end-user access',
  CfgView: 'Configuration management > View configurations',
  AppCfgChange: 'Configuration management > Edit asset configurations',
  ConnConfig: 'Configuration management > Configure connections',
  AppViewSourceCode: 'Asset management > Open',
  AppGroupManage: 'End-user management > Manage end-user groups',
  CodeQualityView: 'Analyze > View code quality findings',
  CodeQualityManage: 'Analyze > Manage code quality findings',
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
