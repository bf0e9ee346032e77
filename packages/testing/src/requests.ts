import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders, STATUS_CODES } from 'node:http'
import { connect } from 'node:net'
import { catalogue, type ProblemName } from '@portico/server/problems/catalogue.ts'

/** A form's fields, or its text as it is sent */
export type Form = string | [string, string][] | Record<string, string>

/** What a request has besides its method and path. */
export interface SendOptions {
  token?: string | undefined
  /** Sent as it stands where it is text or bytes, else as JSON. */
  body?: unknown
  /** Fields of a form, sent instead of a body */
  form?: Form | undefined
  headers?: Record<string, string>
}

/** An answer, with what identifies its request. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what it has to be
export interface Received<T = any> {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The parsed body; undefined where there is none or where it is not JSON */
  body: T
  /** What was asked: the path without its query, and the trace id that was sent along */
  path: string
  traceId: string
}

/**
 * One request on a connection of its own, with whatever headers (Host among them), each with a trace id of its own.
 * Redirects are not followed. An answer whose reason phrase is not that of its status fails.
 */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what it has to be
export function send<T = any>(
  url: string,
  method: string,
  path: string,
  { token, headers = {}, ...options }: SendOptions = {},
): Promise<Received<T>> {
  const { payload, type } = payloadOf(options)
  const traceId = randomBytes(16).toString('hex')
  const { hostname, port } = new URL(url)
  const request = httpRequest({
    hostname,
    port,
    method,
    path,
    agent: false,
    headers: {
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      // Node sends the body of a DELETE without saying that there is one.
      ...(type && { 'content-type': type, 'content-length': String(Buffer.byteLength(payload ?? '')) }),
      ...headers,
    },
  })
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode = 0, statusMessage, headers } = response
        if (statusMessage !== STATUS_CODES[statusCode])
          return reject(new Error(`${method} ${path} answers ${statusCode} ${statusMessage}`))
        const body = parse(text) as T
        resolve({ status: statusCode, headers, text, body, path: path.split('?', 1)[0] ?? '', traceId })
      })
    })
    request.end(payload)
  })
}

function payloadOf({ body, form }: Pick<SendOptions, 'body' | 'form'>): { payload?: string | Buffer; type?: string } {
  if (form !== undefined) {
    const payload = typeof form === 'string' ? form : new URLSearchParams(form).toString()
    return { payload, type: 'application/x-www-form-urlencoded' }
  }
  if (body === undefined) return {}
  if (typeof body === 'string' || Buffer.isBuffer(body)) return { payload: body }
  return { payload: JSON.stringify(body), type: 'application/json' }
}

/** Whether a request failed because the other side is gone, and not because of what it answered. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code))

/** `call('GET', '/api/identity/v1/users')`; a body is sent as JSON */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what it has to be
export type ApiCall = <T = any>(method: string, path: string, body?: unknown) => Promise<Received<T>>

/** Calls the API with an access token. */
export const callWith =
  (url: string, token: string | undefined): ApiCall =>
  (method, path, body) =>
    send(url, method, path, { token, body })

interface Credentials {
  clientId: string
  clientSecret: string
}

/** The form of a token request with the client's secret. */
export const tokenRequest = ({ clientId, clientSecret }: Credentials) => ({
  form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
})

/** An access token for these credentials */
export async function fetchToken(url: string, credentials: Credentials): Promise<string> {
  const { status, body, text } = await send(url, 'POST', '/identity/token', tokenRequest(credentials))
  if (!body?.access_token) throw new Error(`no token: ${status} ${text}`)
  return body.access_token
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes the text on a bare connection and reads until the other side closes it. */
export function sendRaw(url: string, text: string): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', body = ''] = received.split('\r\n\r\n', 2)
      resolve({ status: Number(head.split(' ')[1]), head, body })
    })
  })
}

/** Checks that the answer is this problem, in the one shape that all problems have, and that its detail says this. */
export function assertProblem(received: Received, name: ProblemName, ...detail: (RegExp | string)[]): void {
  const { code, status, title } = catalogue[name]
  const context = `${received.status} ${received.text}`
  assert.equal(received.status, status, context)
  assert.match(received.headers['content-type'] ?? '', /^application\/json\b/, context)
  const { detail: said, changedFields, errors, ...rest } = received.body
  assert.equal(Array.isArray(changedFields), name === 'changed_meanwhile', context)
  assert.equal(Array.isArray(errors), name === 'invalid_body' && /records\[\d/.test(said), context)
  assert.deepEqual(
    rest,
    {
      type: `/docs/problems/${code}`,
      title,
      status,
      instance: received.path,
      traceId: received.traceId,
      errorCode: code,
    },
    context,
  )
  assert.ok(typeof said === 'string' && said.length > 0, context)
  for (const part of detail) {
    if (typeof part === 'string') assert.ok(said.includes(part), `'${part}' is not in: ${said}`)
    else assert.match(said, part)
  }
}
