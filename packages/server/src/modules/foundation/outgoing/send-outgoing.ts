import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardedLookup } from './guarded-lookup.ts'
import { isAllowedDestination } from './is-allowed-destination.ts'
import { isTlsCode } from './is-tls-code.ts'
import { LateLookups } from './name-lookups.ts'
import { OutgoingFailure, type OutgoingFailureReason } from './outgoing-failure.ts'
import type { OutgoingAnswer } from './outgoing-requests.ts'
import { outgoingTls } from './outgoing-tls.ts'
import { hostOf, type OutgoingUrl } from './require-outgoing-url.ts'

/** Before an answer, a server may send others that say that it comes, or what to load meanwhile (RFC 9110, section 15.2). */
const mostHints = 10

export interface SendOptions {
  /** Whose request it is */
  organizationKey: string
  method: string
  headers: Record<string, string>
  body: string | Uint8Array | undefined
  maxBytes: number
  /** Ends the request when the time for all of it is over */
  signal: AbortSignal
  /** Called after each step of it, which may have taken time of this thread */
  onStep?: (() => void) | undefined
}

/**
 * One request, without redirects, over a connection of its own: to the addresses that were checked, with nothing left of
 * former ones. The body comes as it is, since what is compressed can be a thousand times as large.
 * @throws OutgoingFailure
 */
export function sendOutgoing({ url, isAllowed }: OutgoingUrl, options: SendOptions): Promise<OutgoingAnswer> {
  const { organizationKey, method, headers, body, maxBytes, signal, onStep = () => {} } = options
  const isPlain = url.protocol === 'http:'
  return new Promise((done, reject) => {
    const fail = (error: unknown) => reject(failureOf(error, url, signal))
    const request = (isPlain ? requestHttp : requestHttps)({
      method,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      protocol: url.protocol,
      host: hostOf(url),
      port: url.port,
      path: url.pathname + url.search,
      agent: false,
      ...outgoingTls,
      signal,
      lookup: guardedLookup(organizationKey, isAllowed, (_name, address) => new RefusedName(address, isPlain)),
    })
    request.once('error', fail)
    request.once('socket', (socket) => {
      for (const step of ['connect', 'secureConnect']) socket.once(step, onStep)
    })
    // Each has a head of its own: without a limit, there is none for their bytes.
    let hints = 0
    request.on('information', () => {
      onStep()
      hints++
      if (hints > mostHints) request.destroy(new Error('it sends hints (status 1xx) instead of an answer'))
    })
    // A switch to another protocol ends without an error.
    let hasAnswered = false
    request.once('close', () => hasAnswered || fail(new Error('closed without an answer')))
    request.once('response', (response) => {
      hasAnswered = true
      const { statusCode: status = 0 } = response
      if (status < 200 || status > 599) {
        response.destroy()
        return fail(new Error(`the answer has the status ${status}`))
      }
      readBody(response, { maxBytes, url, onStep }).then((read) => {
        done({ status, headers: response.headers, body: read, url: url.href })
      }, fail)
    })
    request.end(body)
  })
}

async function readBody(
  response: IncomingMessage,
  { maxBytes, url, onStep }: { maxBytes: number; url: URL; onStep(): void },
): Promise<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') {
    response.destroy()
    throw new OutgoingFailure(
      'unreachable',
      url,
      `the answer is compressed (${encoding}) though it was asked not to be`,
    )
  }
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop closes the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    onStep()
    length += chunk.length
    if (length > maxBytes) throw new OutgoingFailure('too-large', url)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The name leads to where the server does not go. */
class RefusedName extends Error {
  readonly outgoingReason: OutgoingFailureReason

  constructor(address: string, isPlain: boolean) {
    super(`the name leads to ${address}`)
    // That a name leads to a public address is no secret.
    this.outgoingReason = isPlain && isAllowedDestination(address, []) ? 'not-https' : 'unreachable'
  }
}

function failureOf(error: unknown, url: URL, signal: AbortSignal): OutgoingFailure {
  if (error instanceof OutgoingFailure) return error
  const { code = '', message = '', errors = [] } = error as { code?: string; message?: string; errors?: Error[] }
  const detail = `${code} ${message || errors.map((each) => each.message).join(', ')}`.trim()
  if (signal.aborted || error instanceof LateLookups) return new OutgoingFailure('too-slow', url, detail)
  if (isTlsCode(code)) return new OutgoingFailure('tls', url, detail)
  return new OutgoingFailure(error instanceof RefusedName ? error.outgoingReason : 'unreachable', url, detail)
}
