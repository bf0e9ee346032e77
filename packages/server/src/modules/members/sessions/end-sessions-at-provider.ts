import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { endSignOn } from './end-sign-on.ts'
import { selectSignOnsAtProvider } from './sign-on-repository.ts'

/**
 * Ends the sessions of a user that began at this identity provider, since it says that theirs has ended there. Those that
 * began in another way are none of its business.
 */
export function endSessionsAtProvider(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  providerKey: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    for (const uid of await selectSignOnsAtProvider(parts.db, organizationKey, userKey, providerKey))
      await endSignOn(parts, organizationKey, { userKey, uid, reason: 'signed-out' })
  })
}
