import { errorOf, PorticoError } from './errors.ts'
import type { Io } from './io.ts'
import { type RetryRules, send } from './retries.ts'
import type { Tokens } from './tokens.ts'

/** Sends a request with a token, as openapi-fetch calls it. @throws PorticoError for every answer without success */
export type Transport = (request: Request) => Promise<Response>

/**
 * GET and PUT can be done twice. DELETE can too, but the second time it answers 404, which would pass for a failure; POST
 * and PATCH may do something twice, unless a key says which request it is.
 */
const repeatable = ['GET', 'HEAD', 'PUT']

export const createTransport =
  (tokens: Tokens, rules: RetryRules, io: Io): Transport =>
  async (request) => {
    const body = (await request.text()) || undefined
    const sendWith = (token: string): Promise<Response> => {
      const headers = new Headers(request.headers)
      headers.set('authorization', `Bearer ${token}`)
      headers.set('accept', headers.get('accept') ?? 'application/json')
      const { method, url, signal } = request
      // With a condition, a repetition would be refused because of the first one.
      const isRepeatable = (repeatable.includes(method) && !headers.has('if-match')) || headers.has('idempotency-key')
      return send({ method, url, headers, body, signal, isRepeatable }, rules, io)
    }

    const token = await tokens.get()
    let response = await sendWith(token)
    if (response.status === 401) {
      // The server refused it before it did anything, so any request may be repeated once.
      tokens.discard(token)
      const another = await anotherToken(tokens)
      if (another !== undefined && another !== token) {
        await response.body?.cancel()
        response = await sendWith(another)
      }
    }
    if (response.ok && !isPage(response)) return response
    const { origin, pathname } = new URL(request.url)
    const asked = `${request.method} ${origin}${pathname}`
    if (!response.ok) throw await errorOf(asked, response, io.now())
    await response.body?.cancel()
    const detail = 'The answer is a page for browsers: something else, such as a proxy, has answered for the server.'
    throw new PorticoError({ status: response.status, request: asked, detail })
  }

const isPage = ({ headers }: Response): boolean => /^text\/html\b/i.test(headers.get('content-type') ?? '')

/** Undefined where the credentials are refused too: then the API's first answer says more, such as "suspended". */
async function anotherToken(tokens: Tokens): Promise<string | undefined> {
  try {
    return await tokens.get()
  } catch (error) {
    if (error instanceof PorticoError && error.status < 500) return undefined
    throw error
  }
}
