import { cookieNamed, setCookie } from '../../../http/cookies.ts'
import { sessionMilliseconds } from './session.ts'

const isSecure = (origin: string): boolean => origin.startsWith('https:')

/** The prefix makes the browser refuse the cookie from a subdomain, from another path, or without TLS. */
const nameFor = (origin: string): string => (isSecure(origin) ? '__Host-portico-session' : 'portico-session')

/** The token in the session cookie; undefined where there is none. A cookie that comes twice counts as none. */
export const sessionTokenOf = ({ cookie }: { cookie?: string | undefined }, origin: string): string | undefined =>
  cookie === undefined ? undefined : cookieNamed(cookie, nameFor(origin))

/** The `set-cookie` header with which the browser keeps the session. */
export const sessionCookie = (origin: string, token: string): string =>
  setCookie(nameFor(origin), token, { secure: isSecure(origin), maxAge: sessionMilliseconds / 1000 })

/** The `set-cookie` header with which the browser forgets the session. */
export const removedSessionCookie = (origin: string): string =>
  setCookie(nameFor(origin), '', { secure: isSecure(origin), maxAge: 0 })
