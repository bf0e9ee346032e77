import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
import { deleteFinishedBefore } from './bulk-operations-repository.ts'

/** A slice of a change has what became of 100 users, some 20 kB. */
const deletedAtOnce = 10

/** Deletes the operations that were finished before a time, those that are slices of changes of many users among them. */
export async function deleteOldBulkOperations({ db }: Parts, before: string, signal: AbortSignal): Promise<void> {
  await inSlices(async () => (await deleteFinishedBefore(db, before, deletedAtOnce)) === deletedAtOnce, signal)
}
