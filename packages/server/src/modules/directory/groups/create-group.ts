import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { findEnvironment } from '../../applications/portfolios/list-environments.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import { type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { changesOfGroupRoles } from './changes-of-group-roles.ts'
import { groupEntity, groupNameTaken, requireGroupName } from './group.ts'
import { insertGroupApplicationRoles } from './group-application-roles-repository.ts'
import { insertGroupMembers } from './group-members-repository.ts'
import { groupPermission } from './group-permission.ts'
import { insertGroups } from './groups-repository.ts'
import type { GroupCreateRequest } from './groups-schemas.ts'
import { requestedKeys } from './requested-keys.ts'
import { requireGroupRoles } from './require-group-roles.ts'
import { requireGroupUsers } from './require-group-users.ts'

/**
 * Creates a group with its roles and members, in an environment that never changes.
 * @throws Problem invalid_body, environment_unknown, permission_missing, group_role_unknown, group_role_elsewhere,
 * group_user_unknown, group_name_taken
 */
export function createGroup(
  parts: Parts<'clock'>,
  principal: Principal,
  request: GroupCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const name = requireGroupName(request.name)
    const environment = await requireEnvironment(parts, organizationKey, request.environmentKey)
    requireInEnvironment(principal, groupPermission, environment)
    const applicationRoleKeys = requestedKeys(request.applicationRoleKeys)
    const userKeys = requestedKeys(request.userKeys)
    await requireGroupRoles(parts, principal, 'applicationRoleKeys', applicationRoleKeys, environment.key)
    await requireGroupUsers(parts, principal, 'userKeys', userKeys)

    const now = clock.now()
    const createdAt = toTimestamp(now)
    const { description = null } = request
    const group = { key: newKey(now), environmentKey: environment.key, name, description }
    const roles = applicationRoleKeys.map((applicationRoleKey) => ({ groupKey: group.key, applicationRoleKey }))
    const members = userKeys.map((userKey) => ({ groupKey: group.key, userKey, membershipType: 'Assigned' as const }))
    await refuseTakenName(groupNameTaken(name), () => insertGroups(db, organizationKey, [group], createdAt))
    await insertGroupApplicationRoles(db, organizationKey, roles, createdAt)
    await insertGroupMembers(db, organizationKey, members, createdAt)
    const created = {
      action: 'group.created' as const,
      entity: groupEntity(group),
      after: { name, description, environmentKey: environment.key, applicationRoleKeys, userKeys },
      environmentKey: environment.key,
      namedKeys: userKeys,
    }
    const ofRoles = await changesOfGroupRoles(parts, principal, { group, added: applicationRoleKeys })
    await recordChanges(parts, principal, [created, ...ofRoles])
    return { key: group.key }
  })
}

async function requireEnvironment(
  parts: Parts,
  organizationKey: string,
  key: string | undefined,
): Promise<Environment> {
  if (key === undefined) throw new Problem('invalid_body', 'The field environmentKey is missing.')
  const environment = await findEnvironment(parts, organizationKey, key)
  if (!environment) throw new Problem('environment_unknown', `environmentKey: there is no stage ${key}.`)
  return environment
}
