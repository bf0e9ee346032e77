import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteLostMarks, noteMark } from './user-change-marks-repository.ts'

/** Has the log of changed users a mark that is newer than what it holds, for indexes that are kept. */
export const markUserChanges = (parts: Parts): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await deleteLostMarks(db)
    await noteMark(db, newKey())
  })
