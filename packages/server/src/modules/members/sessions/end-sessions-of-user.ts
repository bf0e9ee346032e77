import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteRecordsOfUser } from './authorization-records-repository.ts'
import { endSignOns } from './end-sign-ons.ts'
import { keepSessionEnds } from './keep-session-ends.ts'
import type { SessionEnd } from './session-ends-repository.ts'
import { deleteSessions, selectAuthorizationSession, selectSessionKeysOf } from './sessions-repository.ts'

/** A few milliseconds of SQLite's time */
const sessionsAtOnce = 250

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
    const read = (page: PageAfter<string>) => selectSessionKeysOf(db, organizationKey, userKey, page)
    for await (const sessions of readPages(sessionsAtOnce, read, ({ key }) => key)) {
      const keys = sessions.map(({ key }) => key).filter((key) => key !== except)
      if (keys.length > 0) await keepSessionEnds(parts, reason, await deleteSessions(db, organizationKey, keys))
    }
    await deleteRecordsOfUser(db, organizationKey, userKey, kept)
    await endSignOns(parts, organizationKey, { userKey, exceptUid: kept })
  })
}
