import { fetchOutgoing, type OutgoingOptions } from './fetch-outgoing.ts'
import type { OutgoingParts } from './outgoing-requests.ts'

interface FetchInit {
  method?: string
  headers?: Record<string, string> | Headers
  body?: string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined
  redirect?: string
}

/** In characters. Libraries take `WWW-Authenticate` apart in a time that grows with the square of its length. */
const longestHeader = 2_048

/** Answers with these have no body, says `Response`. */
const withoutBody = [204, 205, 304]

/**
 * `fetchOutgoing` as a `fetch` for libraries that take one. `redirect: 'manual'` is heeded.
 * @returns a function that throws OutgoingFailure
 */
export const asFetch =
  (parts: OutgoingParts, organizationKey: string, limits: Pick<OutgoingOptions, 'timeout' | 'maxBytes'> = {}) =>
  async (url: string | URL, { method = 'GET', headers, body, redirect }: FetchInit = {}): Promise<Response> => {
    const sent = new Headers(headers)
    const text = textOf(body)
    if (body instanceof URLSearchParams && !sent.has('content-type')) {
      sent.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
    }
    const answer = await fetchOutgoing(parts, organizationKey, String(url), {
      ...limits,
      method,
      headers: Object.fromEntries(sent),
      ...(text === undefined ? {} : { body: text }),
      ...(redirect === 'manual' ? { maxRedirects: 0 } : {}),
    })
    const received = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const each of [value ?? []].flat()) if (each.length <= longestHeader) received.append(name, each)
    }
    const { status } = answer
    return new Response(withoutBody.includes(status) ? null : new Uint8Array(answer.body), {
      status,
      headers: received,
    })
  }

function textOf(body: FetchInit['body']): string | Buffer | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body)
  if (body instanceof Uint8Array) return Buffer.from(body)
  if (body instanceof ArrayBuffer) return Buffer.from(body)
  throw new TypeError('a body is a text, a form or bytes')
}
