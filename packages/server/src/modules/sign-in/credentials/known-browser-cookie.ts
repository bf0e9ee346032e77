import { cookieNamed, hostCookieName, setHostCookie } from '../../../http/cookies.ts'
import { knownBrowserMilliseconds } from './known-browsers.ts'

const name = 'portico-known-browser'
/** Several people may share a browser; of more, those who signed in last are known in it. */
const mostTokens = 3

/** The tokens of the users who have signed in in this browser */
export const browserTokensOf = ({ cookie }: { cookie?: string | undefined }, origin: string): string[] =>
  (cookieNamed(cookie, hostCookieName(origin, name)) ?? '')
    .split('.')
    .filter((token) => /^[\w-]{43}$/.test(token))
    .slice(0, mostTokens)

/** The `set-cookie` header with which the browser keeps the tokens. It stays when the user signs out. */
export const knownBrowserCookie = (origin: string, tokens: readonly string[]): string =>
  setHostCookie(origin, name, tokens.slice(0, mostTokens).join('.'), knownBrowserMilliseconds / 1_000)
