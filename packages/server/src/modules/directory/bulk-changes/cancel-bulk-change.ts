import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { requireAuthorityOver } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { SenderParts } from '../bulk-users/carry-out-bulk-operations.ts'
import { cancelBulkChangeRow } from './bulk-changes-repository.ts'
import { isSender, requireBulkChange } from './get-bulk-change.ts'

/**
 * Leaves the users as they are who were not changed yet. It changes nothing, and is no error, where the change is over. What
 * it keeps from users, or leaves with them, is in the sender's power: somebody else cancels it only where they control
 * access as far as the sender does at this moment.
 * @throws Problem bulk_operation_not_found, permission_missing
 */
export function cancelBulkChange(
  parts: Parts<'clock'> & SenderParts,
  principal: Principal,
  requestedKey: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { key, request, actor } = await requireBulkChange(parts, principal, requestedKey)
    const { organizationKey } = principal
    if (!isSender(principal, actor)) {
      const held = await parts.accessOfActor(parts, organizationKey, actor)
      requireAuthorityOver(principal, `${actor.name}, who has asked for this change,`, held)
    }
    const now = toTimestamp(parts.clock.now())
    if (!(await cancelBulkChangeRow(parts.db, organizationKey, key, now))) return
    await recordChange(parts, principal, {
      action: 'bulk-change.cancelled',
      entity: { type: 'bulk-change', key, name: request.action },
    })
  })
}
