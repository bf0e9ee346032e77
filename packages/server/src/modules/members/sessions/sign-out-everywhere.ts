import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { endSignOn } from './end-sign-on.ts'

/**
 * Signs the acting user out where an application asks for it: ends the session at the authorization server, the portal's
 * sessions that came from it, and tells all applications in which it has signed the user in.
 */
export function signOutEverywhere(parts: Parts<'clock'>, principal: Principal, uid: string): Promise<void> {
  const { organizationKey, actor } = principal
  const userKey = actor.key ?? ''
  return transaction(parts, async (parts) => {
    await endSignOn(parts, organizationKey, { userKey, uid, reason: 'signed-out' })
    const entity = { type: 'user' as const, key: userKey, name: actor.name }
    await recordChange(parts, principal, { action: 'user.signed-out', entity })
  })
}
