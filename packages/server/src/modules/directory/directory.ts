import type { BaseParts, WingRoutes } from '../wing.ts'
import { roleUserRoutes } from './assignments/role-users-routes.ts'
import { createRoleUserService } from './assignments/role-users-service.ts'
import { userApplicationRoleRoutes } from './assignments/user-application-roles-routes.ts'
import { createUserApplicationRoleService } from './assignments/user-application-roles-service.ts'
import { userGroupRoutes } from './assignments/user-groups-routes.ts'
import { createUserGroupService } from './assignments/user-groups-service.ts'
import { userOrganizationRoleRoutes } from './assignments/user-organization-roles-routes.ts'
import { createUserOrganizationRoleService } from './assignments/user-organization-roles-service.ts'
import { bulkUserRoutes } from './bulk-users/bulk-users-routes.ts'
import { createBulkUserService } from './bulk-users/bulk-users-service.ts'
import { createBulkUserWorker } from './bulk-users/bulk-users-worker.ts'
import { claimMappingDeletionRoutes, claimMappingRoutes } from './groups/claim-mappings-routes.ts'
import { createClaimMappingService } from './groups/claim-mappings-service.ts'
import { groupApplicationRoleRoutes } from './groups/group-application-roles-routes.ts'
import { createGroupApplicationRoleService } from './groups/group-application-roles-service.ts'
import { groupUserRoutes } from './groups/group-users-routes.ts'
import { createGroupUserService } from './groups/group-users-service.ts'
import { groupRoutes } from './groups/groups-routes.ts'
import { createGroupService } from './groups/groups-service.ts'
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
      claimMappings: createClaimMappingService(base),
      groups: createGroupService(base),
      groupUsers: createGroupUserService(base),
      groupApplicationRoles: createGroupApplicationRoleService(base),
      identityProviders: createIdentityProviderService(base),
      roleUsers: createRoleUserService(base),
      userApplicationRoles: createUserApplicationRoleService(base),
      userGroups: createUserGroupService(base),
      userOrganizationRoles: createUserOrganizationRoleService(base),
    },
    workers: [bulkUserWorker],
  }
}

export const directoryRoutes = (context: BaseParts & Directory): WingRoutes => ({
  identity: [
    userRoutes(context),
    userApplicationRoleRoutes(context.userApplicationRoles),
    userOrganizationRoleRoutes(context.userOrganizationRoles),
    userGroupRoutes(context.userGroups),
    roleUserRoutes(context.roleUsers),
    identityProviderRoutes(context.identityProviders),
    bulkUserRoutes(context.bulkUsers),
    groupRoutes(context.groups),
    groupUserRoutes(context.groupUsers),
    groupApplicationRoleRoutes(context.groupApplicationRoles),
    claimMappingDeletionRoutes(context.claimMappings),
  ],
  management: [claimMappingRoutes(context.claimMappings), identityProviderManagementRoutes(context.identityProviders)],
})
