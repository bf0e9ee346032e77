import { createHash, randomBytes } from 'node:crypto'
import type { Vault } from '../../config/secrets.ts'
import { cookieNamed, setCookie } from '../../http/hooks/cookies.ts'

/** What the portal remembers of a sign-in that it has begun, in the browser that began it. */
export interface PendingSignIn {
  /** Comes back in the answer: it belongs to a request of this browser, and is not an answer that somebody planted */
  state: string
  /** Comes back in the ID token: it was issued for this sign-in */
  nonce: string
  /** RFC 7636: whoever gets hold of the code alone cannot redeem it */
  verifier: string
  returnTo: string
}

/** As long as the interaction at the authorization server */
const lifeSeconds = 3_600
/** Sign-ins that were given up leave their cookies behind. */
const mostPending = 5

const random = (): string => randomBytes(32).toString('base64url')

export const newPendingSignIn = (returnTo: string): PendingSignIn => ({
  state: random(),
  nonce: random(),
  verifier: random(),
  returnTo,
})

/** RFC 7636, section 4.2: S256 */
export const challengeOf = ({ verifier }: PendingSignIn): string =>
  createHash('sha256').update(verifier).digest('base64url')

/**
 * Keeps each pending sign-in in a cookie of its own, so that two tabs don't get in each other's way. Its content is
 * encrypted: nobody but this server makes one.
 */
export function pendingSignIns(vault: Vault, { key, origin }: { key: string; origin: string }) {
  const secure = origin.startsWith('https:')
  const prefix = `${secure ? '__Host-' : ''}portico-sign-in-`
  const context = `pending sign-in ${key}`
  const nameOf = (state: string): string => prefix + state.slice(0, 16)
  const removal = (name: string): string => setCookie(name, '', { secure, maxAge: 0 })
  const namesIn = (cookies: string | undefined): string[] =>
    (cookies ?? '')
      .split(';')
      .map((pair) => pair.trim().split('=', 1)[0] ?? '')
      .filter((name) => name.startsWith(prefix) && /^[\w-]+$/.test(name))

  return {
    /** The cookies to set. */
    remember(pending: PendingSignIn, cookies: string | undefined): string[] {
      const others = namesIn(cookies)
      const value = vault.encrypt(JSON.stringify(pending), context)
      const cookie = setCookie(nameOf(pending.state), value, { secure, maxAge: lifeSeconds })
      return [...(others.length >= mostPending ? others.map(removal) : []), cookie]
    },

    /** Undefined where this browser has begun no sign-in with this state. */
    recall(state: unknown, cookies: string | undefined): PendingSignIn | undefined {
      if (typeof state !== 'string' || !/^[\w-]{43}$/.test(state)) return undefined
      const value = cookieNamed(cookies, nameOf(state))
      const pending = value === undefined ? undefined : decrypt(value)
      return pending?.state === state ? pending : undefined
    },

    /** The cookie that removes it: it counts once. */
    forget: (state: string): string => removal(nameOf(state)),
  }

  function decrypt(value: string): PendingSignIn | undefined {
    try {
      return JSON.parse(vault.decrypt(value, context))
    } catch {
      return undefined
    }
  }
}
