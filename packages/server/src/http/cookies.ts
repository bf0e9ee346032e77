/** The value of a cookie in a Cookie header. Undefined where it is missing, and where it comes more than once. */
export function cookieNamed(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
  return values.length === 1 ? values[0]?.slice(name.length + 1) : undefined
}

interface CookieOptions {
  /** Only over TLS */
  secure: boolean
  path?: string
  /** Seconds; 0 removes the cookie */
  maxAge: number
}

/** A Set-Cookie header for a cookie that scripts cannot read and other sites' forms do not send. */
export const setCookie = (name: string, value: string, { secure, path = '/', maxAge }: CookieOptions): string =>
  [
    `${name}=${value}`,
    `Path=${path}`,
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
  ].join('; ')
