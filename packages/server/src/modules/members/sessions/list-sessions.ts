import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from './require-member.ts'
import type { ListedSession } from './session.ts'
import { selectSessionsOf } from './sessions-repository.ts'

/**
 * The member's own sessions, the latest sign-in first.
 * @throws Problem member_required
 */
export async function listSessions(
  { db, clock }: Parts<'clock'>,
  principal: Principal,
): Promise<(ListedSession & { isCurrent: boolean })[]> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  const sessions = await selectSessionsOf(db, organizationKey, userKey, toTimestamp(clock.now()))
  return sessions.map((session) => ({ ...session, isCurrent: session.key === sessionKey }))
}
