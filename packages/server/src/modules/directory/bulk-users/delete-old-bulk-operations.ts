import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { deleteFinishedBefore } from './bulk-operations-repository.ts'

const deletedAtOnce = 50

/** Deletes the operations that were finished before a time, those that are slices of changes of many users among them. */
export async function deleteOldBulkOperations({ db }: Parts, before: string): Promise<void> {
  while ((await deleteFinishedBefore(db, before, deletedAtOnce)) === deletedAtOnce) await setImmediate()
}
