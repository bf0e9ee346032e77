import type { Parts } from '../../../db/parts.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { getSignInRules, isSufficient } from '../sign-in-settings/sign-in-rules.ts'
import { credentialsStampOf } from './credentials-stamp.ts'
import { sessionLimits } from './session-limits.ts'
import type { SignOn } from './sign-on.ts'
import { type SignOnRow, selectSignOn, selectSignOnBySid, updateSignOn } from './sign-on-repository.ts'

/** How exact the last use is: most requests need no write. */
const lastSeenMilliseconds = 60_000

/**
 * The sign-on session where it still signs its user in: it is neither too old nor idle for too long, its user is active and
 * has the same credentials, and how they signed in is enough for the organization by now.
 */
export async function findCurrentSignOn(
  parts: Parts<'clock'>,
  organizationKey: string,
  uid: string,
): Promise<SignOn | undefined> {
  const row = await selectSignOn(parts.db, organizationKey, uid)
  const signOn = row && signOnOf(row)
  if (!row || !signOn) return undefined
  const settings = await getSignInSettings(parts, organizationKey)
  const { now, createdAfter, usedAfter } = sessionLimits(settings, parts.clock.now())
  const isOver = row.expiresAt <= now || row.authenticatedAt <= createdAfter
  if (isOver || (usedAfter !== null && row.lastSeenAt <= usedAfter)) return undefined
  const rules = await getSignInRules(parts, organizationKey, row.userKey, settings)
  if (!isSufficient(rules, row.method)) return undefined
  if (Date.parse(row.lastSeenAt) + lastSeenMilliseconds <= parts.clock.now())
    await updateSignOn(parts.db, organizationKey, uid, { last_seen_at: now })
  return signOn
}

/**
 * The sign-on session where nobody has ended it: what was issued in it may be valid though it signs nobody in any more.
 */
export async function findKeptSignOn({ db }: Parts, organizationKey: string, uid: string): Promise<SignOn | undefined> {
  const row = await selectSignOn(db, organizationKey, uid)
  return row && signOnOf(row)
}

/** By how much the clocks of nodes may differ */
const skew = 30_000

/**
 * The same by what the tokens of an application call the session, for one that was issued at this time. The application's
 * part of the session may have ended and begun again since: what was issued before stays worth nothing.
 */
export async function findSignOnOfClient(
  { db }: Parts,
  organizationKey: string,
  { sid, issuedAt }: { sid: string; issuedAt: number },
): Promise<SignOn | undefined> {
  const row = await selectSignOnBySid(db, organizationKey, sid)
  return row && issuedAt + skew >= Date.parse(row.startedAt) ? signOnOf(row) : undefined
}

function signOnOf(row: SignOnRow): SignOn | undefined {
  const { userKey, email, credentialsEpoch, credentialsStamp } = row
  if (row.status !== 'Active') return undefined
  if (credentialsStampOf({ key: userKey, email, credentialsEpoch }) !== credentialsStamp) return undefined
  const { uid, method, identityProviderKey, name, isEmailVerified, photoUrl, updatedAt } = row
  return {
    uid,
    method,
    identityProviderKey,
    credentialsStamp,
    authenticatedAt: Date.parse(row.authenticatedAt),
    user: { key: userKey, name, email, isEmailVerified, photoUrl, updatedAt },
  }
}
