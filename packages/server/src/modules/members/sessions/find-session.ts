import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { getSignInRules, isSufficient } from '../sign-in-settings/sign-in-rules.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { type Session, sessionEnd } from './session.ts'
import { sessionLimits } from './session-limits.ts'
import { hashSessionToken } from './session-token.ts'
import { selectSessionByToken, updateLastSeen } from './sessions-repository.ts'

/** How exact `lastSeenAt` is: most requests need no write. */
const lastSeenMilliseconds = 60_000

/**
 * The session with this token, or undefined where there is none or it has ended: also where the organization by now
 * requires more of the user than how they signed in. Every request of a member asks the
 * database, on every node: ending a session, or deactivating its user, works from the next request on.
 */
export async function findSession(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  token: string,
): Promise<Session | undefined> {
  const { db, clock, vault } = parts
  const now = clock.now()
  const settings = await getSignInSettings(parts, organizationKey)
  const limits = sessionLimits(settings, now)
  const found = await selectSessionByToken(db, organizationKey, hashSessionToken(vault, token), limits)
  if (!found) return undefined
  const { email, credentialsEpoch, credentialsStamp, ...session } = found
  if (credentialsStamp !== credentialsStampOf({ key: session.userKey, email, credentialsEpoch })) return undefined
  const rules = await getSignInRules(parts, organizationKey, session.userKey, settings)
  if (!isSufficient(rules, session.method)) return undefined
  if (Date.parse(session.lastSeenAt) + lastSeenMilliseconds <= now) {
    await updateLastSeen(db, organizationKey, session.key, toTimestamp(now))
  }
  return { ...session, expiresAt: sessionEnd(session, settings) }
}
