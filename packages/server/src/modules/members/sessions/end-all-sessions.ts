import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteAllRecords } from './authorization-records-repository.ts'
import { endAllSignOns } from './end-sign-ons.ts'
import { deleteAllSessions } from './sessions-repository.ts'

/** Ends every session of every organization, here and at the authorization server, and every sign-in that has begun. */
export const endAllSessions = (parts: Parts): Promise<void> =>
  transaction(parts, async (parts) => {
    const { db } = parts
    await deleteAllSessions(db)
    await deleteAllRecords(db)
    await endAllSignOns(parts)
  })
