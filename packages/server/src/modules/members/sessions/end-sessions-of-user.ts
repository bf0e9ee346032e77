import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
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
    let after: string | undefined
    await inSlices(async () => {
      const sessions = await selectSessionKeysOf(db, organizationKey, userKey, { after, limit: sessionsAtOnce })
      const keys = sessions.map(({ key }) => key).filter((key) => key !== except)
      if (keys.length > 0) await keepSessionEnds(parts, reason, await deleteSessions(db, organizationKey, keys))
      after = sessions.at(-1)?.key
      // What was read, not what was deleted: another transaction may delete some of them meanwhile.
      return sessions.length === sessionsAtOnce
    })
    await deleteRecordsOfUser(db, organizationKey, userKey, kept)
    await endSignOns(parts, organizationKey, { userKey, exceptUid: kept })
  })
}
