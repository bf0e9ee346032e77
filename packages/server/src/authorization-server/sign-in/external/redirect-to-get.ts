import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { noStore } from '../../token/temporarily-unavailable.ts'

/** What a browser, a proxy and this server take as a URL: many proxies stop at 8 kB. */
const longestForm = 7_000

/**
 * An authorization request may come as a form (OpenID Connect Core 1.0, section 3.1.2.1). It goes on as a GET with the
 * same parameters, so that there is one set of checks. The browser sends cookies with `SameSite=Lax` with that GET and not
 * with a form of another site.
 * @returns false where the form is too long to become a URL, or ends too early: nothing is answered then
 */
export async function redirectToGet(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: string,
): Promise<boolean> {
  // Without a length, as with one that is too long, nothing is read.
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (!(length <= longestForm)) return false
  const form = await text(request).catch(() => undefined)
  if (form === undefined) return false
  const location = `${endpoint}?${new URLSearchParams(form)}`
  if (location.length > longestForm + endpoint.length) return false
  response.writeHead(303, { Location: location, 'Content-Length': 0, ...noStore }).end()
  return true
}
