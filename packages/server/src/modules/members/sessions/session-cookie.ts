import { cookieNamed, cookieNames, hostCookieName, setHostCookie } from '../../../http/cookies.ts'
import { longestSessionMinutes } from '../sign-in-settings/sign-in-settings.ts'

const name = 'portico-session'

/** The token in the session cookie; undefined where there is none. A cookie that comes twice counts as none. */
export const sessionTokenOf = ({ cookie }: { cookie?: string | undefined }, origin: string): string | undefined =>
  cookie === undefined ? undefined : cookieNamed(cookie, hostCookieName(origin, name))

/** Whether a browser sends a session cookie at all, valid or not, whichever scheme it is of */
export const hasSessionCookie = ({ cookie }: { cookie?: string | undefined }): boolean =>
  cookieNames(cookie).some((one) => one === name || one === hostCookieName('https:', name))

/** The `set-cookie` header with which the browser keeps the session. */
export const sessionCookie = (origin: string, token: string): string =>
  setHostCookie(origin, name, token, longestSessionMinutes * 60)

/** The `set-cookie` header with which the browser forgets the session. */
export const removedSessionCookie = (origin: string): string => setHostCookie(origin, name, '', 0)
