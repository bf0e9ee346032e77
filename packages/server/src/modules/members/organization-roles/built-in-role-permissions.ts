import { type PermissionName, permissions } from '../../foundation/permissions/permission-catalogue.ts'

/** One permission of a role: for the organization (null), or for one environment. */
export interface BuiltInRolePermission {
  permission: PermissionName
  environmentKey: string | null
}

/** Everything, everywhere. */
export const administratorPermissions: readonly BuiltInRolePermission[] = permissions.map(({ fullName }) => ({
  permission: fullName,
  environmentKey: null,
}))

const buildsAssets: PermissionName[] = [
  'Asset management > Open',
  'Asset management > Create',
  'Asset management > Debug',
  'Asset management > Change',
  'Release management > Release',
  'Analyze > View code quality findings',
  'Forge > Install/Update assets',
  'Mentor > Use',
  'User and access management > View members',
]

const inDevelopment: PermissionName[] = [
  'Portfolio management > View stage',
  'Release management > Deploy assets',
  'Monitoring > Access asset logs and traces',
  'Configuration management > View configurations',
  'Configuration management > Edit asset configurations',
  'End-user management > View end users',
  'End-user management > Manage end-user access',
]

/** Builds assets, and manages configurations and end users in Development only. */
export const developerPermissions = (developmentKey: string): readonly BuiltInRolePermission[] => [
  ...buildsAssets.map((permission) => ({ permission, environmentKey: null })),
  ...inDevelopment.map((permission) => ({ permission, environmentKey: developmentKey })),
]
