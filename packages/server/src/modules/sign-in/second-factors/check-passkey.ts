import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { clockTolerance } from '../../../config/clock.ts'
import { newKey, timeOfKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, findAccount } from '../../directory/users/accounts.ts'
import { recordFailedSignIn } from '../credentials/record-failed-sign-in.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { longestAuthenticatorData, longestCredentialId } from './passkey-registration.ts'
import { type Passkey, selectPasskeyByCredential, updatePasskeyUse } from './passkeys-repository.ts'
import { relyingPartyOf, type Site, userHandleOf, webAuthn } from './relying-party.ts'

/** What the browser was asked to sign */
export interface PasskeyChallenge {
  text: string
  /** Made when the challenge was: it sorts before the credentials epoch that voids the challenge for a user */
  key: string
}

/** The options with which the browser signs in by passkey. The caller keeps the challenge, for one answer. */
export async function passkeyRequestOptions(
  { clock }: Parts<'clock'>,
  site: Site,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; challenge: PasskeyChallenge }> {
  const { generateAuthenticationOptions } = await webAuthn()
  // No user is named: the browser offers the passkeys that it has for this site.
  const options = await generateAuthenticationOptions({ rpID: relyingPartyOf(site), userVerification: 'required' })
  return { options, challenge: { text: options.challenge, key: newKey(clock.now()) } }
}

/**
 * The active user whose passkey signed the challenge. Any passkey of the organization may be presented.
 * @throws Problem sign_in_failed
 */
export async function checkPasskey(
  parts: Parts<'clock'>,
  site: Site,
  { challenge, response }: { challenge: PasskeyChallenge; response: unknown },
  source: RequestSource,
): Promise<Account> {
  const refused = new Problem('sign_in_failed', 'The passkey was not accepted.')
  const given = (response as { id?: unknown } | null)?.id
  if (typeof given !== 'string') throw refused
  const credentialId = given.slice(0, longestCredentialId + 1)
  const passkey = await selectPasskeyByCredential(parts.db, site.key, credentialId)
  const user = passkey && (await findAccount(parts, site.key, passkey.userKey))
  const info = passkey && isOfUser(response, passkey.userKey) && (await verify(site, challenge.text, response, passkey))
  const account = info && (await usePasskey(parts, site, passkey, { counter: info.newCounter, challenge }))
  if (account) return account
  recordFailedSignIn(parts, site.key, { user, typed: credentialId, failed: 'passkey' }, source)
  throw refused
}

/** Undefined where its user may not sign in or has other credentials since they were asked, or where its counter does not go up. */
const usePasskey = (
  parts: Parts<'clock'>,
  site: Site,
  passkey: Passkey,
  { counter, challenge }: { counter: number; challenge: PasskeyChallenge },
): Promise<Account | undefined> =>
  transaction(parts, async (parts) => {
    const account = await findAccount(parts, site.key, passkey.userKey)
    const now = parts.clock.now()
    if (account?.status !== 'Active' || isVoid(challenge, account.credentialsEpoch, now)) return undefined
    const use = { counter, usedAt: toTimestamp(now) }
    return (await updatePasskeyUse(parts.db, site.key, passkey, use)) ? account : undefined
  })

/** An epoch of the future began before the clock was set back: no challenge of now could come after it. */
const isVoid = ({ key }: PasskeyChallenge, epoch: string | null, now: number): boolean =>
  epoch !== null && key < epoch && timeOfKey(epoch) <= now + clockTolerance

async function verify(site: Site, challenge: string, response: unknown, passkey: Passkey) {
  const { verifyAuthenticationResponse } = await webAuthn()
  try {
    const given = response as AuthenticationResponseJSON
    if (Buffer.byteLength(given.response.authenticatorData, 'base64url') > longestAuthenticatorData) return undefined
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: relyingPartyOf(site),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo : undefined
  } catch {
    // The library throws for anything that an anonymous caller may send. The caller does not learn what was wrong.
    return undefined
  }
}

/** WebAuthn, section 7.2, step 6: no user was named, so the authenticator names its user. */
const isOfUser = (response: unknown, userKey: string): boolean =>
  (response as { response?: { userHandle?: unknown } }).response?.userHandle ===
  Buffer.from(userHandleOf(userKey)).toString('base64url')
