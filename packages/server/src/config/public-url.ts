import { portalPageNames } from './portal-page-names.ts'

/**
 * What the addresses on this server begin with. A proxy may take the base path away or leave it, so that it must not look
 * like one of them.
 */
const ownNames = [
  ...['.well-known', 'api', 'identity', 'auth', 'docs', 'portal', 'static', 'healthz', 'readyz', 'metrics'],
  ...portalPageNames,
]

/** Scheme and host, and then the path as it was typed: a parser would resolve dots and escapes. */
const withPath = /^https?:\/\/[^/?#\\@\s]+((?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*)\/?$/i

/** An origin, or an origin and a base path, without a slash at its end. Throws what would be right. */
export function parsePublicUrl(text: string): string {
  const path = withPath.exec(text)?.[1]
  if (path === undefined || !URL.canParse(text)) {
    const allowed = 'with no path, or one of letters, digits and . _ ~ -, such as https://example.com/portico'
    throw new Error(`an http or https URL ${allowed}`)
  }
  const [, first = ''] = path.split('/', 2)
  if (ownNames.includes(first.toLowerCase()))
    throw new Error(`a URL whose path does not begin with /${first}: Portico has addresses of its own there`)
  return new URL(text).origin + path
}
