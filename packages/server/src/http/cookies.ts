/** What a Cookie header holds. Only blanks are dropped: other white space would make `__Host-x` of a name that is none. */
const pairsIn = (header: string | undefined): string[] =>
  (header ?? '').split(';').map((pair) => pair.replace(/^[ \t]+/, ''))

/** The value of a cookie in a Cookie header. Undefined where it is missing, and where it comes more than once. */
export function cookieNamed(header: string | undefined, name: string): string | undefined {
  const values = pairsIn(header).filter((pair) => pair.startsWith(`${name}=`))
  return values.length === 1 ? values[0]?.slice(name.length + 1) : undefined
}

/** The names of the cookies in a Cookie header */
export const cookieNames = (header: string | undefined): string[] =>
  pairsIn(header).map((pair) => pair.split('=', 1)[0] ?? '')

const isSecure = (origin: string): boolean => origin.startsWith('https:')

/** Under HTTPS with the prefix that makes browsers refuse the cookie from a subdomain, from another path, or without TLS. */
export const hostCookieName = (origin: string, name: string): string => (isSecure(origin) ? `__Host-${name}` : name)

/**
 * A Set-Cookie header for a cookie of this host alone, which scripts cannot read and other sites' forms do not send.
 * @param maxAge seconds; 0 removes the cookie
 */
export const setHostCookie = (origin: string, name: string, value: string, maxAge: number): string =>
  [
    `${hostCookieName(origin, name)}=${value}`,
    'Path=/',
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(origin) ? ['Secure'] : []),
  ].join('; ')
