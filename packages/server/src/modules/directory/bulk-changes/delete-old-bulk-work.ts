import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteOldBulkOperations } from '../bulk-users/delete-old-bulk-operations.ts'
import { deleteEmptyChanges } from './bulk-changes-repository.ts'

const keptMilliseconds = 7 * 24 * 3_600_000

/** Deletes the bulk operations, and the changes of many users, that were finished seven days ago, of all organizations. */
export async function deleteOldBulkWork(parts: Parts<'clock'>): Promise<void> {
  const before = toTimestamp(parts.clock.now() - keptMilliseconds)
  await deleteOldBulkOperations(parts, before)
  await deleteEmptyChanges(parts.db, before)
}
