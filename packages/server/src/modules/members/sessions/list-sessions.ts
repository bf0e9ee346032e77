import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { requireMember } from './require-member.ts'
import { type ListedSession, type ListSessionApplications, type SessionApplication, sessionEnd } from './session.ts'
import { sessionLimits } from './session-limits.ts'
import { selectSessionsOf } from './sessions-repository.ts'
import { selectSignOnsWithoutSession } from './sign-on-repository.ts'

export interface SessionApplicationsPart {
  listSessionApplications: ListSessionApplications
}

/**
 * The member's own sessions with the applications in which they have signed the member in, the latest sign-in first.
 * @throws Problem member_required
 */
export async function listSessions(
  parts: Parts<'clock'> & SessionApplicationsPart,
  principal: Principal,
): Promise<(ListedSession & { applications: SessionApplication[]; isCurrent: boolean })[]> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  const sessions = await listSessionsOfUser(parts, organizationKey, userKey)
  const applications = await parts.listSessionApplications(parts, organizationKey, userKey)
  return sessions.map((session) => ({
    ...session,
    applications: applications.get(session.key) ?? [],
    isCurrent: session.key === sessionKey,
  }))
}

/**
 * The sessions of a user that have not ended, the latest sign-in first: those of the portal, then those by which only other
 * applications have signed the user in.
 */
export async function listSessionsOfUser(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<ListedSession[]> {
  const settings = await getSignInSettings(parts, organizationKey)
  const limits = sessionLimits(settings, parts.clock.now())
  const sessions = await selectSessionsOf(parts.db, organizationKey, userKey, limits)
  const signOns = await selectSignOnsWithoutSession(parts.db, organizationKey, userKey, limits)
  return [...sessions, ...signOns].map((session) => ({ ...session, expiresAt: sessionEnd(session, settings) }))
}
