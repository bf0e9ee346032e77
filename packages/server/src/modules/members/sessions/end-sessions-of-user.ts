import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteRecordsOfUser } from './authorization-records-repository.ts'
import { endSignOns } from './end-sign-ons.ts'
import { keepSessionEnds } from './keep-session-ends.ts'
import type { SessionEnd } from './session-ends-repository.ts'
import { deleteSessionsOf, selectAuthorizationSession } from './sessions-repository.ts'

/**
 * Ends all sessions of a user, here and at the authorization server. Call it in the transaction of the change that makes
 * it necessary.
 * @param reason for whoever has one of them
 * @param except the key of a session that stays
 */
export function endSessionsOfUser(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  { reason, except }: { reason: SessionEnd; except?: string | undefined },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db } = parts
    const kept = except === undefined ? null : await selectAuthorizationSession(db, organizationKey, except)
    await keepSessionEnds(parts, reason, await deleteSessionsOf(db, organizationKey, userKey, except))
    await deleteRecordsOfUser(db, organizationKey, userKey, kept)
    await endSignOns(parts, organizationKey, { userKey, exceptUid: kept })
  })
}
