/** The permissions that the portal uses, with the server's names. A test compares them. */
export const permission = {
  manageStages: 'Portfolio management > Manage stages',
  managePortfolio: 'Portfolio management > Manage portfolio',
  viewStage: 'Portfolio management > View stage',
  openAssets: 'Asset management > Open',
  createAssets: 'Asset management > Create',
  changeAssets: 'Asset management > Change',
  deleteAssets: 'Asset management > Delete',
  deployAssets: 'Release management > Deploy assets',
  manageMail: 'Configuration management > Manage Email configurations',
  viewMembers: 'User and access management > View members',
  manageUsers: 'User and access management > Manage users',
  manageMemberAccess: 'User and access management > Manage member access',
  manageOrganizationRoles: 'User and access management > Manage organization roles',
  manageAuthentication: 'User and access management > Manage authentication',
  manageApiClients: 'User and access management > Manage API clients',
  viewEndUsers: 'End-user management > View end users',
  manageEndUserAccess: 'End-user management > Manage end-user access',
  manageEndUserGroups: 'End-user management > Manage end-user groups',
  manageOrganization: 'Organization management > Manage organization',
  viewAuditTrail: 'Organization management > View audit trail',
} as const

export type PermissionName = (typeof permission)[keyof typeof permission]
