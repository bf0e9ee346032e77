import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteRecordsOfUser } from './authorization-records-repository.ts'
import { deleteSessionsOf, selectAuthorizationSession } from './sessions-repository.ts'

/**
 * Ends all sessions of a user, here and at the authorization server. Call it in the transaction of the change that makes
 * it necessary.
 * @param except the key of a session that stays
 */
export function endSessionsOfUser(
  parts: Parts,
  organizationKey: string,
  userKey: string,
  { except }: { except?: string | undefined } = {},
): Promise<void> {
  return transaction(parts, async ({ db }) => {
    const kept = except === undefined ? null : await selectAuthorizationSession(db, organizationKey, except)
    await deleteSessionsOf(db, organizationKey, userKey, except)
    await deleteRecordsOfUser(db, organizationKey, userKey, kept)
  })
}
