import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, getAccount } from '../../directory/users/accounts.ts'
import { type From, recordFailure } from '../credentials/acting-user.ts'
import { notePasskeyUse, type Passkey, selectPasskeyByCredential } from './passkeys-repository.ts'

/** Where passkeys are used: what browsers bind them to. */
export interface Site {
  /** The organization's key */
  key: string
  /** As the browser sees it, for instance `https://id.example.com` */
  origin: string
}

/** The organization's passkeys belong to its host name, whatever the port. */
export const relyingPartyOf = ({ origin }: Site): string => new URL(origin).hostname

/** What authenticators keep beside a passkey to tell whose it is: the bytes of the user's key. */
export const userHandleOf = (userKey: string) => Uint8Array.from(Buffer.from(userKey.replaceAll('-', ''), 'hex'))

/** What is loaded when somebody uses a passkey for the first time: most processes never need it. */
export const webAuthn = () => import('@simplewebauthn/server')

export type PasskeyCheck = ReturnType<typeof createPasskeyCheck>

/** Checks passkeys: any of the organization's, of whoever presents it. */
export function createPasskeyCheck({ db, clock }: { db: Db; clock: Clock }) {
  async function verify(site: Site, challenge: string, response: unknown, passkey: Passkey) {
    const { verifyAuthenticationResponse } = await webAuthn()
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
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
      // The library throws for whatever a stranger may send. What was wrong with it is nobody's business.
      return undefined
    }
  }

  return {
    /** What the browser is asked. The caller keeps the challenge, for one answer. */
    async options(site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
      const { generateAuthenticationOptions } = await webAuthn()
      // Nobody is named: the browser offers the passkeys that it has for this site.
      return generateAuthenticationOptions({ rpID: relyingPartyOf(site), userVerification: 'required' })
    },

    /** @throws Problem sign_in_failed */
    async check(site: Site, challenge: string, response: unknown, from: From): Promise<Account> {
      const refused = new Problem('sign_in_failed', 'The passkey was not accepted.')
      const credentialId = (response as { id?: unknown } | null)?.id
      if (typeof credentialId !== 'string') throw refused
      const passkey = await selectPasskeyByCredential(db, site.key, credentialId)
      if (!passkey) throw refused
      const info = isOfUser(response, passkey.userKey) && (await verify(site, challenge, response, passkey))
      const account = await transaction({ db: db }, async ({ db: trx }) => {
        const found = await getAccount({ db: trx }, site.key, passkey.userKey)
        if (!found) return undefined
        const use = info && { counter: info.newCounter, usedAt: toTimestamp(clock.now()) }
        const isAccepted = found.status === 'Active' && use && (await notePasskeyUse(trx, site.key, passkey, use))
        if (isAccepted) return found
        await recordFailure(trx, clock, site.key, found, from, 'passkey')
        return undefined
      })
      if (!account) throw refused
      return account
    },
  }
}

/** WebAuthn, section 7.2, step 6: nobody was named, so the authenticator names its user. */
const isOfUser = (response: unknown, userKey: string): boolean =>
  (response as { response?: { userHandle?: unknown } }).response?.userHandle ===
  Buffer.from(userHandleOf(userKey)).toString('base64url')
