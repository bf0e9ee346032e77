import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { endSessionsOfUser } from './end-sessions-of-user.ts'
import { listSessionsOfUser } from './list-sessions.ts'
import { requireMember } from './require-member.ts'

/**
 * Ends all of the member's own sessions but the one that asks, here and at the authorization server, with what applications
 * were issued in them. Those are told.
 * @throws Problem member_required
 */
export function endOtherSessions(parts: Parts<'clock'>, principal: Principal): Promise<void> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  return transaction(parts, async (parts) => {
    const sessions = await listSessionsOfUser(parts, organizationKey, userKey)
    const others = sessions.filter(({ key }) => key !== sessionKey).length
    await endSessionsOfUser(parts, organizationKey, userKey, { reason: 'ended-by-user', except: sessionKey })
    if (others === 0) return
    await recordChange(parts, principal, {
      action: 'user.sessions-ended',
      entity: { type: 'user', key: userKey, name: principal.actor.name },
      before: { sessions: others },
    })
  })
}
