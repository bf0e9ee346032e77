import type { Vault } from '../../../config/vault.ts'
import { signInCookies } from '../portal/sign-in-cookies.ts'

/** A sign-out that goes on at an external provider, in the browser that was sent there */
export interface PendingSignOut {
  /** Comes back from the provider */
  state: string
  /** Where the browser goes then: an address that was checked */
  target: string
  /** Milliseconds since 1970 */
  until: number
}

type Site = { key: string; origin: string }

/**
 * The cookies to set. The content is encrypted: only this server can make one, for this organization alone. The provider
 * never learns where the browser goes on, and cannot have it go elsewhere.
 * @param cookies the `cookie` header of the request
 */
export function rememberSignOut(
  vault: Vault,
  site: Site,
  pending: PendingSignOut,
  cookies: string | undefined,
): string[] {
  const value = vault.encryptCookie(useOf(site), JSON.stringify(pending))
  return cookiesOf(site).set(idOf(pending.state), value, cookies)
}

/** Where this browser goes on that comes back with this state; undefined where it did not leave with it, or too long ago. */
export function recallSignOut(
  vault: Vault,
  site: Site,
  { state, cookies, now }: { state: string; cookies: string | undefined; now: number },
): string | undefined {
  const value = cookiesOf(site).get(idOf(state), cookies)
  const pending = value === undefined ? undefined : decrypt(vault, site, value)
  return pending?.state === state && now < pending.until ? pending.target : undefined
}

/** The cookie to set that removes it: a state counts once. */
export const forgetSignOut = (site: Site, state: string): string => cookiesOf(site).remove(idOf(state))

const cookiesOf = ({ origin }: Site) => signInCookies(origin, 'sign-out')
const idOf = (state: string): string => state.slice(0, 16)
const useOf = ({ key }: Site): string => `pending sign-out ${key}`

function decrypt(vault: Vault, site: Site, value: string): PendingSignOut | undefined {
  try {
    return JSON.parse(vault.decryptCookie(useOf(site), value))
  } catch {
    return undefined
  }
}
