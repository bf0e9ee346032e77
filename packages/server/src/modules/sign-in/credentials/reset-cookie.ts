import { cookieNamed, hostCookieName, setHostCookie } from '../../../http/cookies.ts'

const name = 'portico-password-reset'

/** The token of the browser that asked for a new password; undefined where it asked for none. */
export const resetTokenOf = ({ cookie }: { cookie?: string | undefined }, origin: string): string | undefined =>
  cookieNamed(cookie, hostCookieName(origin, name))

/** The `set-cookie` header with which the browser keeps the token as long as the code is valid. */
export const resetCookie = (origin: string, token: string, milliseconds: number): string =>
  setHostCookie(origin, name, token, Math.ceil(milliseconds / 1_000))

/** The `set-cookie` header with which the browser forgets the token. */
export const removedResetCookie = (origin: string): string => setHostCookie(origin, name, '', 0)
