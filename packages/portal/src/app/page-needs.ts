import { permission } from '../api/permission-names.ts'

/** Who sees pages that several permissions open, each by itself */
export const pageNeeds = {
  viewUsers: [permission.manageUsers, permission.viewMembers, permission.viewEndUsers],
  /** Developers invite end users of Development. */
  inviteUsers: [permission.manageUsers, permission.manageEndUserAccess],
  /** Members see which role gives which permissions. */
  viewRoles: [permission.manageOrganizationRoles, permission.viewMembers],
  /** For those who configure how people sign in, and those who use claims in mappings. */
  viewProviders: [permission.manageAuthentication, permission.manageUsers, permission.manageEndUserGroups],
  /** Who manages API clients sees what these may be given. */
  viewApis: [permission.manageAuthentication, permission.manageApiClients],
  viewSettings: [
    permission.manageOrganization,
    permission.manageAuthentication,
    permission.manageMail,
    permission.managePortfolio,
  ],
  viewStages: [permission.viewStage, permission.managePortfolio],
  viewAssets: [permission.openAssets, permission.createAssets, permission.deleteAssets, permission.deployAssets],
} as const
