import { createHash, randomBytes } from 'node:crypto'
import type { Vault } from '../../config/vault.ts'
import { cookieNamed, setCookie } from '../../http/cookies.ts'

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

/** As long as the interaction at the authorization server */
const lifeSeconds = 3_600
/** Sign-ins that were not completed leave their cookies behind. */
const mostPending = 5

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
 * The cookies to set for a sign-in that begins. Each has a cookie of its own, so that two tabs don't disturb each other.
 * The content is encrypted: only this server can make one.
 * @param cookies the `cookie` header of the request
 */
export function rememberSignIn(
  vault: Vault,
  site: Site,
  pending: PendingSignIn,
  cookies: string | undefined,
): string[] {
  const others = namesIn(site, cookies)
  const value = vault.encrypt(JSON.stringify(pending), contextOf(site))
  const cookie = setCookie(nameOf(site, pending.state), value, { secure: isSecure(site), maxAge: lifeSeconds })
  return [...(others.length >= mostPending ? others.map((name) => removal(site, name)) : []), cookie]
}

/** The sign-in that this browser has begun with this state; undefined where there is none. */
export function recallSignIn(
  vault: Vault,
  site: Site,
  state: unknown,
  cookies: string | undefined,
): PendingSignIn | undefined {
  if (typeof state !== 'string' || !/^[\w-]{43}$/.test(state)) return undefined
  const value = cookieNamed(cookies, nameOf(site, state))
  const pending = value === undefined ? undefined : decrypt(vault, site, value)
  return pending?.state === state ? pending : undefined
}

/** The cookie to set that removes a sign-in: its answer counts once. */
export const forgetSignIn = (site: Site, state: string): string => removal(site, nameOf(site, state))

const isSecure = ({ origin }: Site): boolean => origin.startsWith('https:')
const prefixOf = (site: Site): string => `${isSecure(site) ? '__Host-' : ''}portico-sign-in-`
const nameOf = (site: Site, state: string): string => prefixOf(site) + state.slice(0, 16)
const contextOf = ({ key }: Site): string => `pending sign-in ${key}`
const removal = (site: Site, name: string): string => setCookie(name, '', { secure: isSecure(site), maxAge: 0 })

const namesIn = (site: Site, cookies: string | undefined): string[] =>
  (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('=', 1)[0] ?? '')
    .filter((name) => name.startsWith(prefixOf(site)) && /^[\w-]+$/.test(name))

function decrypt(vault: Vault, site: Site, value: string): PendingSignIn | undefined {
  try {
    return JSON.parse(vault.decrypt(value, contextOf(site)))
  } catch {
    return undefined
  }
}
