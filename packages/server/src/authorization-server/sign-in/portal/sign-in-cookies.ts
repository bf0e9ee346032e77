import { cookieNamed, cookieNames, hostCookieName, setHostCookie } from '../../../http/cookies.ts'
import { interactionSeconds } from '../sign-in-options.ts'

/** Sign-ins that were not completed leave their cookies behind. A browser signs out once at a time. */
const most = { 'sign-in': 5, interaction: 5, link: 5, 'sign-out': 1 }

/**
 * Cookies of one kind, one for each sign-in or sign-out of a browser, so that two tabs don't disturb each other. Under HTTPS only this
 * host can set them.
 */
export function signInCookies(origin: string, kind: keyof typeof most) {
  const prefix = `portico-${kind}-`
  const remove = (id: string): string => setHostCookie(origin, prefix + id, '', 0)
  const idsIn = (header: string | undefined): string[] => {
    const start = hostCookieName(origin, prefix)
    return cookieNames(header)
      .filter((name) => name.startsWith(start) && /^[\w-]+$/.test(name))
      .map((name) => name.slice(start.length))
  }

  return {
    /** What to set for a sign-in that begins. `header` is the Cookie header of the request. */
    set(id: string, value: string, header: string | undefined): string[] {
      const others = idsIn(header)
      const removed = others.length >= most[kind] ? others.map(remove) : []
      return [...removed, setHostCookie(origin, prefix + id, value, interactionSeconds)]
    },
    get: (id: string, header: string | undefined): string | undefined =>
      cookieNamed(header, hostCookieName(origin, prefix + id)),
    remove,
  }
}
