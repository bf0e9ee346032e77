import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Group, groupEntity, groupNameTaken, requireGroupName } from './group.ts'
import { updateGroupRow } from './groups-repository.ts'
import type { GroupPatchRequest } from './groups-schemas.ts'
import { lockGroup } from './require-group.ts'

/**
 * What is absent stays, and so does the name where it is null; null clears the description.
 * @throws Problem group_not_found, invalid_body, group_name_taken
 */
export function updateGroup(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: GroupPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const before = await lockGroup(parts, principal, key)
    const after: Group = {
      ...before,
      name: typeof request.name === 'string' ? requireGroupName(request.name) : before.name,
      description: request.description === undefined ? before.description : request.description,
    }
    const fields = (['name', 'description'] as const).filter((field) => before[field] !== after[field])
    if (fields.length === 0) return
    await refuseTakenName(groupNameTaken(after.name), () =>
      updateGroupRow(db, principal.organizationKey, after, toTimestamp(clock.now())),
    )
    const only = (group: Group) => Object.fromEntries(fields.map((field) => [field, group[field]]))
    await recordChange(parts, principal, {
      action: 'group.updated',
      entity: groupEntity(after),
      before: only(before),
      after: only(after),
      environmentKey: after.environmentKey,
    })
  })
}
