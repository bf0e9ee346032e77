import { timingSafeEqual } from 'node:crypto'
import { signInCookies } from '../portal/sign-in-cookies.ts'
import type { SignInOptions } from '../sign-in-options.ts'

export type InteractionCookie = ReturnType<typeof interactionCookie>

/**
 * Binds an interaction to the browser in which it began. The library's own cookies bind it too, but they have paths, so
 * they cannot carry `__Host-`: another host of the same site could plant them, for the user to sign in to an interaction
 * of an attacker.
 */
export function interactionCookie({ origin, organizationKey, parts: { vault } }: SignInOptions) {
  const cookies = signInCookies(origin, 'interaction')
  const valueFor = (uid: string): string => vault.hash('cookies', `interaction ${organizationKey} ${uid}`)

  return {
    /** What to set where an interaction begins. `header` is the Cookie header of the request. */
    begin: (uid: string, header: string | undefined): string[] => cookies.set(uid, valueFor(uid), header),

    /** Whether the interaction began in the browser that sent this Cookie header. */
    hasBegun(uid: string, header: string | undefined): boolean {
      const given = Buffer.from(cookies.get(uid, header) ?? '')
      const expected = Buffer.from(valueFor(uid))
      return given.length === expected.length && timingSafeEqual(given, expected)
    },

    /** What to set where an interaction ends. */
    end: cookies.remove,
  }
}
