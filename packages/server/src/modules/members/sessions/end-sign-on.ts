import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteAuthorizationSession } from './authorization-records-repository.ts'
import { endSessionOfUser } from './end-session.ts'
import { endSignOns } from './end-sign-ons.ts'
import type { SessionEnd } from './session-ends-repository.ts'
import { selectSessionKeysOfAuthorization } from './sessions-repository.ts'

/**
 * Signs a user out of a session at the authorization server, of the portal's sessions that came from it, and of all
 * applications in which it has signed them in, which are told. Recording it is up to the caller.
 */
export function endSignOn(
  parts: Parts<'clock'>,
  organizationKey: string,
  { userKey, uid, reason }: { userKey: string; uid: string; reason: SessionEnd },
): Promise<void> {
  return transaction(parts, async (parts) => {
    for (const key of await selectSessionKeysOfAuthorization(parts.db, organizationKey, userKey, uid))
      await endSessionOfUser(parts, organizationKey, userKey, { key, reason })
    await deleteAuthorizationSession(parts.db, organizationKey, uid)
    await endSignOns(parts, organizationKey, { uid })
  })
}
