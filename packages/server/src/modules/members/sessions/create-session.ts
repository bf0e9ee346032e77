import { randomBytes } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { existsAuthorizationSession } from './authorization-records-repository.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { endSessionOfUser } from './end-session.ts'
import { selectMember } from './members-repository.ts'
import type { NewSession } from './session.ts'
import { sessionEnded } from './session-ended.ts'
import { hashSessionToken } from './session-token.ts'
import { deleteSessionByToken, insertSession, selectOldestSessions } from './sessions-repository.ts'

const longestUserAgent = 512
/** Programs that sign in again and again must not fill the table, nor the page that lists the sessions of a user. */
const mostOfUser = 100

/**
 * Signs the user in to the portal. Call it in the transaction of the sign-in, which holds the user's row: an operation
 * that ends all sessions of the user then waits, or came first.
 * @returns the session's key, and the token for the cookie, which is not stored and cannot be read again
 * @throws Problem session_ended, where the authorization server's session has ended since it issued its code
 */
export function createSession(
  parts: Parts<'clock' | 'vault'>,
  session: NewSession,
): Promise<{ token: string; key: string }> {
  return transaction(parts, async (parts) => {
    const { db, clock, vault } = parts
    const now = clock.now()
    const { organizationKey, authorizationSession, replacedToken } = session
    if (replacedToken !== undefined) {
      await deleteSessionByToken(db, organizationKey, hashSessionToken(vault, replacedToken))
    }
    const hasEnded =
      authorizationSession !== null && !(await existsAuthorizationSession(db, organizationKey, authorizationSession))
    if (hasEnded) throw sessionEnded()
    const member = await selectMember(db, organizationKey, session.userKey)
    if (!member) throw sessionEnded()
    const { sessionMinutes } = await getSignInSettings(parts, organizationKey)
    const token = randomBytes(32).toString('base64url')
    const key = newKey(now)
    await insertSession(db, {
      organization_key: organizationKey,
      key,
      user_key: session.userKey,
      token_hash: hashSessionToken(vault, token),
      credentials_stamp: credentialsStampOf(member),
      authorization_session: authorizationSession,
      method: session.method,
      address: session.address,
      user_agent: session.userAgent?.slice(0, longestUserAgent) ?? null,
      created_at: toTimestamp(now),
      last_seen_at: toTimestamp(now),
      expires_at: toTimestamp(now + sessionMinutes * 60_000),
    })
    for (const oldest of await selectOldestSessions(db, organizationKey, session.userKey, mostOfUser))
      await endSessionOfUser(parts, organizationKey, session.userKey, { key: oldest.key, reason: 'too-many' })
    return { token, key }
  })
}
