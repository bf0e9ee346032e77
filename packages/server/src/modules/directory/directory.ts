import type { BaseParts, WingRoutes } from '../wing.ts'
import { applicationRoleUserRoutes } from './assignments/application-role-users-routes.ts'
import { organizationRoleUserRoutes } from './assignments/organization-role-users-routes.ts'
import { userApplicationRoleRoutes } from './assignments/user-application-roles-routes.ts'
import { userGroupRoutes } from './assignments/user-groups-routes.ts'
import { userOrganizationRoleRoutes } from './assignments/user-organization-roles-routes.ts'
import { bulkUserRoutes } from './bulk-users/bulk-users-routes.ts'
import { createBulkUserService } from './bulk-users/bulk-users-service.ts'
import { createBulkUserWorker } from './bulk-users/bulk-users-worker.ts'
import { claimMappingDeletionRoutes, claimMappingRoutes } from './groups/claim-mappings-routes.ts'
import { groupApplicationRoleRoutes } from './groups/group-application-roles-routes.ts'
import { groupMemberRoutes } from './groups/group-members-routes.ts'
import { groupRoutes } from './groups/groups-routes.ts'
import { createIdentityProviderService } from './identity-providers/external-providers-service.ts'
import {
  identityProviderManagementRoutes,
  identityProviderRoutes,
} from './identity-providers/identity-providers-routes.ts'
import { userRoutes } from './users/users-routes.ts'

/** The users and what connects them: groups, roles, identity providers. */
export type Directory = ReturnType<typeof openDirectory>['parts']

export function openDirectory(base: BaseParts) {
  const bulkUserWorker = createBulkUserWorker(base)
  return {
    parts: {
      bulkUsers: createBulkUserService(base),
      identityProviders: createIdentityProviderService(base),
    },
    workers: [bulkUserWorker],
  }
}

export const directoryRoutes = (context: BaseParts & Directory): WingRoutes => ({
  identity: [
    userRoutes(context),
    userApplicationRoleRoutes(context),
    userOrganizationRoleRoutes(context),
    userGroupRoutes(context),
    applicationRoleUserRoutes(context),
    organizationRoleUserRoutes(context),
    identityProviderRoutes(context.identityProviders),
    bulkUserRoutes(context.bulkUsers),
    groupRoutes(context),
    groupMemberRoutes(context),
    groupApplicationRoleRoutes(context),
    claimMappingDeletionRoutes(context),
  ],
  management: [claimMappingRoutes(context), identityProviderManagementRoutes(context.identityProviders)],
})
