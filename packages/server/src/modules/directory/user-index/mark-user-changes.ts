import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteKeptIndexes } from './kept-index-file.ts'
import { isUsable } from './kept-indexes.ts'
import { deleteLostMarks, noteMark } from './user-change-marks-repository.ts'

/** Has the log of changed users a mark that is newer than what it holds, for indexes that are kept. */
export const markUserChanges = (parts: Parts<'clock'>): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await deleteLostMarks(db)
    await noteMark(db, newKey())
  })

/** Deletes kept indexes that nobody can use any more. They hold what was deleted from the tables meanwhile. */
export const deleteLostIndexes = (parts: Parts<'clock'>, { dataFolder }: { dataFolder: string }): Promise<void> =>
  deleteKeptIndexes(dataFolder, async (facts) => (await isUsable(parts.db, facts)) !== undefined)
