import type { Parts } from '../../../db/parts.ts'
import type { Problem } from '../../../problems/problem.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { sessionEnd } from './session.ts'
import { sessionEnded } from './session-ended.ts'
import { type SessionEnd, selectSessionEnd } from './session-ends-repository.ts'
import { hashSessionToken } from './session-token.ts'
import { selectEndedSession } from './sessions-repository.ts'

/**
 * The refusal of a session that has ended, with the reason as far as it is known. Only whoever holds the session's token
 * learns it: a stranger cannot guess one.
 */
export async function whySessionEnded(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  token: string,
): Promise<Problem> {
  const hash = hashSessionToken(parts.vault, token)
  const stored = await selectEndedSession(parts.db, organizationKey, hash)
  if (!stored) return sessionEnded(await selectSessionEnd(parts.db, organizationKey, hash))
  const { userKey, email, credentialsEpoch, credentialsStamp, status, ...session } = stored
  const settings = await getSignInSettings(parts, organizationKey)
  const now = parts.clock.now()
  const idle = settings.idleMinutes === null ? Number.POSITIVE_INFINITY : settings.idleMinutes * 60_000
  const reasons: [SessionEnd, boolean][] = [
    ['expired', Date.parse(sessionEnd(session, settings)) <= now],
    ['idle', Date.parse(session.lastSeenAt) + idle <= now],
    ['ended-by-administrator', status !== 'Active'],
    ['credentials-changed', credentialsStamp !== credentialsStampOf({ key: userKey, email, credentialsEpoch })],
  ]
  // What is left: the organization requires more than how the user has signed in.
  return sessionEnded(reasons.find(([, applies]) => applies)?.[0] ?? 'rules-changed')
}
