import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { endSessionsOfUser } from './end-sessions-of-user.ts'
import { updateCredentialsEpoch } from './members-repository.ts'
import type { SessionEnd } from './session-ends-repository.ts'
import { selectAuthorizationSession, updateCredentialsStamp } from './sessions-repository.ts'
import { updateSignOn } from './sign-on-repository.ts'

/**
 * Nothing that the user has begun goes on: no session, no sign-in that is half done, no code, no link, no challenge. Call
 * it in the transaction of the change that makes it necessary: another password, a factor that is removed, deactivation.
 * @param reason what whoever has one of the sessions is told: that a way to sign in was changed, unless given
 * @param except the key of a session that stays
 */
export function startCredentialsEpoch(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  { reason = 'credentials-changed', except }: { reason?: SessionEnd; except?: string | undefined } = {},
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const member = await updateCredentialsEpoch(db, organizationKey, userKey, newKey(clock.now()))
    if (!member) return
    // Nobody can use them any more. So they need not stay until they expire, nor be shown to the user.
    await endSessionsOfUser(parts, organizationKey, userKey, { reason, except })
    if (except !== undefined) {
      const stamp = credentialsStampOf(member)
      await updateCredentialsStamp(db, organizationKey, except, stamp)
      const uid = await selectAuthorizationSession(db, organizationKey, except)
      if (uid !== null) await updateSignOn(db, organizationKey, uid, { credentials_stamp: stamp })
    }
  })
}
