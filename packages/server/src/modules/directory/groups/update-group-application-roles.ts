import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changesOfGroupRoles } from './changes-of-group-roles.ts'
import {
  deleteGroupApplicationRoles,
  insertMissingGroupApplicationRoles,
} from './group-application-roles-repository.ts'
import type { GroupRolesPatchRequest } from './groups-schemas.ts'
import { requestedKeys, requireDisjoint } from './requested-keys.ts'
import { lockGroup } from './require-group.ts'
import { requireGroupRoles } from './require-group-roles.ts'

/**
 * Adds and removes roles of the group's environment. It is no error to add a role that the group has, or to remove one
 * that it does not have.
 * @throws Problem group_not_found, group_role_unknown, group_role_elsewhere, added_and_removed
 */
export function updateGroupApplicationRoles(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: GroupRolesPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const group = await lockGroup(parts, principal, key)
    const toAdd = requestedKeys(request.applicationRoleKeysToAdd)
    const toRemove = requestedKeys(request.applicationRoleKeysToRemove)
    requireDisjoint('applicationRoleKeys', toAdd, toRemove)
    const { environmentKey } = group
    await requireGroupRoles(parts, principal, 'applicationRoleKeysToAdd', toAdd, environmentKey)
    await requireGroupRoles(parts, principal, 'applicationRoleKeysToRemove', toRemove, environmentKey)
    const now = toTimestamp(clock.now())
    const added = await insertMissingGroupApplicationRoles(db, organizationKey, group.key, toAdd, now)
    const removed = await deleteGroupApplicationRoles(db, organizationKey, group.key, toRemove)
    await recordChanges(parts, principal, await changesOfGroupRoles(parts, principal, { group, added, removed }))
  })
}
