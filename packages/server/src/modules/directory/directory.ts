import { deleteExpiredChanges } from '../../db/delete-expired-changes.ts'
import type { Parts } from '../../db/parts.ts'
import { periodicTask } from '../../db/periodic-task.ts'
import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { OrganizationDirectory } from '../foundation/organizations/organization-directory.ts'
import type { OpenedWing, WingRoutes, Worker } from '../wing.ts'
import { accessRoutes } from './access-reviews/access-routes.ts'
import { applicationRoleUserRoutes } from './assignments/application-role-users-routes.ts'
import { organizationRoleUserRoutes } from './assignments/organization-role-users-routes.ts'
import { userApplicationRoleRoutes } from './assignments/user-application-roles-routes.ts'
import { userGroupRoutes } from './assignments/user-groups-routes.ts'
import { userOrganizationRoleRoutes } from './assignments/user-organization-roles-routes.ts'
import { userPermissionRoutes } from './assignments/user-permissions-routes.ts'
import { bulkChangeRoutes } from './bulk-changes/bulk-changes-routes.ts'
import { deleteOldBulkWork } from './bulk-changes/delete-old-bulk-work.ts'
import { bulkUserRoutes } from './bulk-users/bulk-users-routes.ts'
import type { SenderParts } from './bulk-users/carry-out-bulk-operations.ts'
import { userPreviewRoutes } from './bulk-users/user-previews-routes.ts'
import { claimMappingDeletionRoutes, claimMappingRoutes } from './groups/claim-mappings-routes.ts'
import { groupApplicationRoleRoutes } from './groups/group-application-roles-routes.ts'
import { groupMemberRoutes } from './groups/group-members-routes.ts'
import { groupRoutes } from './groups/groups-routes.ts'
import {
  identityProviderManagementRoutes,
  identityProviderRoutes,
} from './identity-providers/identity-providers-routes.ts'
import { providerTrustRoutes } from './identity-providers/provider-trust-routes.ts'
import { deleteLostIndexes } from './user-index/kept-indexes.ts'
import { hasLargeOrganization } from './user-index/large-organizations.ts'
import { markUserChanges } from './user-index/mark-user-changes.ts'
import { managedUserRoutes } from './users/managed-users-routes.ts'
import { userRoutes } from './users/users-routes.ts'

const bulkMilliseconds = 600_000
const pruneMilliseconds = 600_000
const markMilliseconds = 60_000
const largeMilliseconds = 60_000
const soonAfterStart = 2_000

/** The workers that delete what is too old: bulk operations, and the log of changed users and their indexes. The wing keeps nothing that operations need. */
export const openDirectory = (base: BaseParts): OpenedWing<object> => ({
  parts: {},
  workers: [
    periodicTask(
      bulkMilliseconds,
      (signal) => deleteOldBulkWork(base, signal),
      (err) => base.log.warn({ err }, 'bulk operations of long ago could not be deleted yet'),
    ),
    periodicTask(
      markMilliseconds,
      () => markUserChanges(base),
      (err) => base.log.warn({ err }, 'the log of changed users got no mark'),
    ),
    periodicTask(
      pruneMilliseconds,
      (signal) => deleteExpiredChanges(base, 'user', signal),
      (err) => base.log.warn({ err }, 'the log of changed users could not be shortened yet'),
    ),
    periodicTask(
      pruneMilliseconds,
      () => deleteLostIndexes(base, base.config),
      (err) => base.log.warn({ err }, 'indexes of users that nobody can use any more could not be deleted yet'),
    ),
  ],
})

/** Has the thread for reading run where an organization is large, so that it prepares what its lists will ask for. */
export const openReadsWhereLarge = (parts: Parts<'log'>, reads: { open(): Promise<void> }): Worker =>
  periodicTask(
    largeMilliseconds,
    async () => {
      if (await hasLargeOrganization(parts)) await reads.open()
    },
    (err) => parts.log.warn({ err }, 'the lists of large organizations could not be prepared yet'),
    soonAfterStart,
  )

/** The users and what connects them: groups, roles, identity providers. */
export const directoryRoutes = (
  context: Parts<'clock' | 'vault'> & ReadsPart & SenderParts & { organizations: OrganizationDirectory },
): WingRoutes => ({
  identity: [
    userRoutes(context),
    userApplicationRoleRoutes(context),
    userOrganizationRoleRoutes(context),
    userGroupRoutes(context),
    applicationRoleUserRoutes(context),
    organizationRoleUserRoutes(context),
    identityProviderRoutes(context),
    bulkUserRoutes(context),
    groupRoutes(context),
    groupMemberRoutes(context),
    groupApplicationRoleRoutes(context),
    claimMappingDeletionRoutes(context),
  ],
  management: [
    managedUserRoutes(context),
    accessRoutes(context),
    userPermissionRoutes(context),
    claimMappingRoutes(context),
    userPreviewRoutes(context),
    bulkChangeRoutes(context),
    identityProviderManagementRoutes(context),
    providerTrustRoutes(context),
  ],
})
