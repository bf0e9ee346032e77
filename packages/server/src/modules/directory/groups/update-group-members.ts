import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { groupEntity } from './group.ts'
import { deleteAssignedMembers, insertMissingAssignedMembers } from './group-members-repository.ts'
import type { GroupMembersPatchRequest } from './group-members-schemas.ts'
import { requestedKeys, requireDisjoint } from './requested-keys.ts'
import { lockGroup } from './require-group.ts'
import { requireGroupUsers } from './require-group-users.ts'

/**
 * Assigns users to a group and removes assignments. It is no error to add a user who is assigned, or to remove one who
 * is not. A membership that comes from a claim stays: it is decided at sign-in.
 * @returns whether it changed something
 * @throws Problem group_not_found, group_user_unknown, added_and_removed
 */
export function updateGroupMembers(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: GroupMembersPatchRequest,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const group = await lockGroup(parts, principal, key)
    const toAdd = requestedKeys(request.userKeysToAdd)
    const toRemove = requestedKeys(request.userKeysToRemove)
    requireDisjoint('userKeys', toAdd, toRemove)
    await requireGroupUsers(parts, principal, 'userKeysToAdd', toAdd)
    await requireGroupUsers(parts, principal, 'userKeysToRemove', toRemove)
    const now = toTimestamp(clock.now())
    const added = await insertMissingAssignedMembers(db, organizationKey, group.key, toAdd, now)
    const removed = await deleteAssignedMembers(db, organizationKey, group.key, toRemove)
    const change = { entity: groupEntity(group), environmentKey: group.environmentKey }
    const changes: AuditedChange[] = []
    if (added.length > 0)
      changes.push({ action: 'group.users-added', ...change, after: { userKeys: added }, namedKeys: added })
    if (removed.length > 0)
      changes.push({ action: 'group.users-removed', ...change, before: { userKeys: removed }, namedKeys: removed })
    await recordChanges(parts, principal, changes)
    return changes.length > 0
  })
}
