import type { Parts } from '../../../db/parts.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange, recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changesOfGroupRoles } from './changes-of-group-roles.ts'
import { groupEntity } from './group.ts'
import { deleteGroupApplicationRoles, selectGroupRoleKeys } from './group-application-roles-repository.ts'
import { countGroupMembers } from './group-members-repository.ts'
import { deleteGroupRow } from './groups-repository.ts'
import { lockGroup } from './require-group.ts'

/** A few milliseconds of SQLite's time */
const rolesAtOnce = 250

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
    // Before the memberships: what notes who lost access looks at each role of the group for each of them.
    for await (const removed of slicesOf(applicationRoleKeys, rolesAtOnce)) {
      await deleteGroupApplicationRoles(db, organizationKey, group.key, removed)
      await recordChanges(parts, principal, await changesOfGroupRoles(parts, principal, { group, removed }))
    }
    await deleteGroupRow(db, organizationKey, group.key)
    const { key: _, ...row } = group
    await recordChange(parts, principal, {
      action: 'group.deleted',
      entity: groupEntity(group),
      before: { ...row, applicationRoleKeys, members },
      environmentKey: group.environmentKey,
    })
  })
}
