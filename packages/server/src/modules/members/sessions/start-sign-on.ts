import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { endSignOn } from './end-sign-on.ts'
import type { NewSignOn } from './sign-on.ts'
import {
  type SignOnRow,
  selectOldestSignOns,
  selectProviderSession,
  selectSignOn,
  upsertSignOn,
} from './sign-on-repository.ts'

const longestUserAgent = 512
/** Programs that sign in again and again must not fill the table, nor the page that lists the sessions of a user. */
export const mostSignOnsOfUser = 1_000

/**
 * Stores what a user has proven at the authorization server, in place of what the same session knew before.
 * @param completed what else belongs to the sign-in, in the same transaction
 * @returns false where it was stored before: one sign-in may come here more than once
 */
export function startSignOn(
  parts: Parts<'clock' | 'vault'>,
  signOn: NewSignOn,
  completed: (parts: Parts<'clock' | 'vault'>) => Promise<void>,
): Promise<boolean> {
  const { organizationKey, uid, userKey, provider } = signOn
  return transaction(parts, async (parts) => {
    const { db, clock, vault } = parts
    const authenticatedAt = toTimestamp(signOn.authenticatedAt * 1000)
    const known = await selectSignOn(db, organizationKey, uid)
    if (known && isSame(known, signOn, authenticatedAt)) return false
    const { sessionMinutes } = await getSignInSettings(parts, organizationKey)
    const expiresAt = toTimestamp(signOn.authenticatedAt * 1000 + sessionMinutes * 60_000)
    const session = provider?.session ?? null
    // A factor of ours was added to a sign-in at the provider: its session goes on.
    const goesOn = provider !== null && session === null && known?.identityProviderKey === provider.key
    const kept = goesOn ? await selectProviderSession(db, organizationKey, uid) : undefined
    await upsertSignOn(db, {
      organization_key: organizationKey,
      uid,
      key: newKey(clock.now()),
      user_key: userKey,
      credentials_stamp: signOn.credentialsStamp,
      method: signOn.method,
      identity_provider_key: provider?.key ?? null,
      provider_session_encrypted:
        kept?.encrypted ??
        (session &&
          vault.encrypt(
            'sign_on_sessions.provider_session_encrypted',
            { organization_key: organizationKey, uid },
            JSON.stringify(session),
          )),
      address: signOn.address,
      user_agent: signOn.userAgent?.slice(0, longestUserAgent) ?? null,
      authenticated_at: authenticatedAt,
      last_seen_at: toTimestamp(clock.now()),
      expires_at: expiresAt,
      kept_until: known && known.keptUntil > expiresAt ? known.keptUntil : expiresAt,
    })
    // One that signs in again is none more, and may be the oldest itself.
    const isMore = known?.userKey !== userKey
    const tooMany = isMore ? await selectOldestSignOns(db, organizationKey, userKey, mostSignOnsOfUser) : []
    for (const oldest of tooMany) await endSignOn(parts, organizationKey, { userKey, uid: oldest, reason: 'too-many' })
    await completed(parts)
    return true
  })
}

const isSame = (
  known: SignOnRow,
  { userKey, method, credentialsStamp, provider }: NewSignOn,
  authenticatedAt: string,
): boolean =>
  known.authenticatedAt === authenticatedAt &&
  known.userKey === userKey &&
  known.method === method &&
  known.credentialsStamp === credentialsStamp &&
  known.identityProviderKey === (provider?.key ?? null)
