import { createHash, randomBytes } from 'node:crypto'
import type { Vault } from '../../../config/vault.ts'
import { signInCookies } from '../portal/sign-in-cookies.ts'

/** What the portal remembers of a sign-in that it has begun, in the browser that began it. */
export interface PendingSignIn {
  /** Comes back in the answer, which then belongs to a request of this browser and was not planted by another site */
  state: string
  /** Comes back in the ID token, which then was issued for this sign-in */
  nonce: string
  /** RFC 7636: a stolen code alone cannot be redeemed */
  verifier: string
  returnTo: string
}

const random = (): string => randomBytes(32).toString('base64url')

/** With new random values, each of 256 bits */
export const newPendingSignIn = (returnTo: string): PendingSignIn => ({
  state: random(),
  nonce: random(),
  verifier: random(),
  returnTo,
})

/** RFC 7636, section 4.2: S256 */
export const challengeOf = ({ verifier }: PendingSignIn): string =>
  createHash('sha256').update(verifier).digest('base64url')

type Site = { key: string; origin: string }

/**
 * The cookies to set for a sign-in that begins. The content is encrypted: only this server can make one.
 * @param cookies the `cookie` header of the request
 */
export function rememberSignIn(
  vault: Vault,
  site: Site,
  pending: PendingSignIn,
  cookies: string | undefined,
): string[] {
  const value = vault.encryptCookie(useOf(site), JSON.stringify(pending))
  return cookiesOf(site).set(idOf(pending.state), value, cookies)
}

/** The sign-in that this browser has begun with this state; undefined where there is none. */
export function recallSignIn(
  vault: Vault,
  site: Site,
  state: unknown,
  cookies: string | undefined,
): PendingSignIn | undefined {
  if (typeof state !== 'string' || !/^[\w-]{43}$/.test(state)) return undefined
  const value = cookiesOf(site).get(idOf(state), cookies)
  const pending = value === undefined ? undefined : decrypt(vault, site, value)
  return pending?.state === state ? pending : undefined
}

/** The cookie to set that removes a sign-in: its answer counts once. */
export const forgetSignIn = (site: Site, state: string): string => cookiesOf(site).remove(idOf(state))

const cookiesOf = ({ origin }: Site) => signInCookies(origin, 'sign-in')
const idOf = (state: string): string => state.slice(0, 16)
const useOf = ({ key }: Site): string => `pending sign-in ${key}`

function decrypt(vault: Vault, site: Site, value: string): PendingSignIn | undefined {
  try {
    return JSON.parse(vault.decryptCookie(useOf(site), value))
  } catch {
    return undefined
  }
}
