import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changesOfGroupRoles } from './changes-of-group-roles.ts'
import { groupEntity } from './group.ts'
import { selectGroupRoleKeys } from './group-application-roles-repository.ts'
import { countGroupMembers } from './group-members-repository.ts'
import { deleteGroupRow } from './groups-repository.ts'
import { lockGroup } from './require-group.ts'

/**
 * Deletes a group with its memberships and claim mappings. What its members hold directly or through other groups
 * stays.
 * @throws Problem group_not_found
 */
export function deleteGroup(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db } = parts
    const { organizationKey } = principal
    const group = await lockGroup(parts, principal, key)
    const applicationRoleKeys = await selectGroupRoleKeys(db, organizationKey, group.key)
    const members = await countGroupMembers(db, organizationKey, group.key)
    await deleteGroupRow(db, organizationKey, group.key)
    const { key: _, ...row } = group
    const deleted = {
      action: 'group.deleted' as const,
      entity: groupEntity(group),
      before: { ...row, applicationRoleKeys, members },
      environmentKey: group.environmentKey,
    }
    const ofRoles = await changesOfGroupRoles(parts, principal, { group, removed: applicationRoleKeys })
    await recordChanges(parts, principal, [...ofRoles, deleted])
  })
}
