import { withoutBasePath } from '../../../http/base-path.ts'

/** It is in a cookie of each sign-in that has begun, and five of them must leave room in the headers of a request. */
const longest = 1_000

/** Endpoints are nothing to come back to. */
const endpoints = /^\/(portal|identity|api)(\/|$)/

/**
 * Where to go after the sign-in: a page of the portal, or else its first one. A link of another site that begins a sign-in
 * must not end on a page of that site. Browsers read backslashes as slashes, drop tabs and line breaks,
 * and take what follows two slashes for a host; so nothing is passed on but what a parser made of it.
 * @returns the address below the base path
 */
export function returnAddress(asked: unknown, origin: string, basePath = ''): string {
  const isPath = typeof asked === 'string' && /^\/[\x21-\x5b\x5d-\x7e]*$/.test(asked)
  if (!isPath || !URL.canParse(asked, origin)) return '/'
  const { pathname, search, hash } = new URL(asked, origin)
  const address = withoutBasePath(pathname + search + hash, basePath)
  // By now some characters have become three.
  if (address.length > longest) return '/'
  // Dots are resolved by now: `/.//host` has become `//host`.
  if (address.startsWith('//') || new URL(address, origin).origin !== origin) return '/'
  return endpoints.test(new URL(address, origin).pathname) ? '/' : address
}
