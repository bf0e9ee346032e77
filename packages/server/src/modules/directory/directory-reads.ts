import type { ReadDatabase } from '../../db/read-database.ts'
import { type DeclaredRead, declareRead, declareTextRead } from '../../http/api/reads.ts'
import { ApplicationRolePage } from '../applications/application-roles/application-roles-schemas.ts'
import { AccessHolderPage } from './access-reviews/access-schemas.ts'
import { exportAccess } from './access-reviews/export-access.ts'
import { listAccess } from './access-reviews/list-access.ts'
import { ApplicationRoleUserPage } from './assignments/application-role-users-schemas.ts'
import { listApplicationRoleUsers } from './assignments/list-application-role-users.ts'
import { listOrganizationRoleUsers } from './assignments/list-organization-role-users.ts'
import { listUserApplicationRoles } from './assignments/list-user-application-roles.ts'
import { listUserGroups } from './assignments/list-user-groups.ts'
import { listUserOrganizationRoles } from './assignments/list-user-organization-roles.ts'
import { listUserPermissions } from './assignments/list-user-permissions.ts'
import { OrganizationRoleUserPage } from './assignments/organization-role-users-schemas.ts'
import { UserApplicationRolePage } from './assignments/user-application-roles-schemas.ts'
import { UserGroupPage } from './assignments/user-groups-schemas.ts'
import { UserOrganizationRolePage } from './assignments/user-organization-roles-schemas.ts'
import { UserPermissionList } from './assignments/user-permissions-schemas.ts'
import { BulkChangeResultPage } from './bulk-changes/bulk-changes-schemas.ts'
import { getUsersToChange, UsersToChange } from './bulk-changes/get-users-to-change.ts'
import { exportBulkChangeResults, listBulkChangeResults } from './bulk-changes/list-bulk-change-results.ts'
import { previewBulkUsers } from './bulk-users/preview-bulk-users.ts'
import { UserPreview } from './bulk-users/user-previews-schemas.ts'
import { GroupMemberPage } from './groups/group-members-schemas.ts'
import { GroupPage } from './groups/groups-schemas.ts'
import { listGroupApplicationRoles } from './groups/list-group-application-roles.ts'
import { listGroupMembers } from './groups/list-group-members.ts'
import { listGroups } from './groups/list-groups.ts'
import { IdentityProviderPage } from './identity-providers/identity-providers-schemas.ts'
import { listIdentityProviders } from './identity-providers/list-identity-providers.ts'
import type { OnIndexFault } from './user-index/index-entry.ts'
import type { BuildSource } from './user-index/thread-steps.ts'
import { connectUserIndexes, createUserIndexes } from './user-index/user-indexes.ts'
import { exportUsers } from './users/export-users.ts'
import { getUser } from './users/get-user.ts'
import { countUsers, listUsers } from './users/list-users.ts'
import { lookUpUsers } from './users/look-up-users.ts'
import { UserLookup } from './users/managed-users-schemas.ts'
import { User, UserCount, UserPage } from './users/users-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const directoryReads = {
  listUsers: declareRead(listUsers, UserPage),
  countUsers: declareRead(countUsers, UserCount),
  getUser: declareRead(getUser, User),
  listApplicationRoleUsers: declareRead(listApplicationRoleUsers, ApplicationRoleUserPage),
  listOrganizationRoleUsers: declareRead(listOrganizationRoleUsers, OrganizationRoleUserPage),
  listUserApplicationRoles: declareRead(listUserApplicationRoles, UserApplicationRolePage),
  listUserGroups: declareRead(listUserGroups, UserGroupPage),
  listUserOrganizationRoles: declareRead(listUserOrganizationRoles, UserOrganizationRolePage),
  listGroupApplicationRoles: declareRead(listGroupApplicationRoles, ApplicationRolePage),
  listGroupMembers: declareRead(listGroupMembers, GroupMemberPage),
  listGroups: declareRead(listGroups, GroupPage),
  listIdentityProviders: declareRead(listIdentityProviders, IdentityProviderPage),
  listAccess: declareRead(listAccess, AccessHolderPage),
  exportAccess: declareTextRead(exportAccess),
  listUserPermissions: declareRead(listUserPermissions, UserPermissionList),
  previewBulkUsers: declareRead(previewBulkUsers, UserPreview),
  listBulkChangeResults: declareRead(listBulkChangeResults, BulkChangeResultPage),
  exportBulkChangeResults: declareTextRead(exportBulkChangeResults),
  getUsersToChange: declareRead(getUsersToChange, UsersToChange),
  lookUpUsers: declareRead(lookUpUsers, UserLookup),
  exportUsers: declareTextRead(exportUsers),
} satisfies Record<string, DeclaredRead>

/**
 * Has lists of users of large organizations answered by an index, where they are read through this database.
 * @returns what ends what is under way beside the reads
 */
export function openDirectoryReads(
  { db, ...database }: ReadDatabase,
  options: DirectoryReadsOptions,
): () => Promise<void> {
  const indexes = createUserIndexes({ ...database, ...options })
  connectUserIndexes(db, indexes)
  return indexes.close
}

export interface DirectoryReadsOptions {
  /** Whether indexes are built before anybody asks for them */
  preparesIndexes: boolean
  /** Where indexes are kept for the next start */
  dataFolder: string
  /** Where a thread beside the build of a large index reads */
  source: BuildSource
  onError: OnIndexFault
}
