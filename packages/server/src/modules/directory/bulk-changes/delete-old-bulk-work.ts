import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteOldBulkOperations } from '../bulk-users/delete-old-bulk-operations.ts'
import { deleteEmptyChanges } from './bulk-changes-repository.ts'

const keptMilliseconds = 7 * 24 * 3_600_000

/**
 * Deletes the bulk operations, and the changes of many users, that were finished seven days ago, of all organizations.
 * @param signal ends it after the slice that is under way
 */
export async function deleteOldBulkWork(parts: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const before = toTimestamp(parts.clock.now() - keptMilliseconds)
  await deleteOldBulkOperations(parts, before, signal)
  await deleteEmptyChanges(parts.db, before, signal)
}
