import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { cancelBulkChangeRow } from './bulk-changes-repository.ts'
import { requireBulkChange } from './get-bulk-change.ts'

/**
 * Leaves the users as they are who were not changed yet. It changes nothing, and is no error, where the change is over.
 * @throws Problem bulk_operation_not_found
 */
export function cancelBulkChange(parts: Parts<'clock'>, principal: Principal, requestedKey: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { key, request } = await requireBulkChange(parts, principal, requestedKey)
    const now = toTimestamp(parts.clock.now())
    if (!(await cancelBulkChangeRow(parts.db, principal.organizationKey, key, now))) return
    await recordChange(parts, principal, {
      action: 'bulk-change.cancelled',
      entity: { type: 'bulk-change', key, name: request.action },
    })
  })
}
