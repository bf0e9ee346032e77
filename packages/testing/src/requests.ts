import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { catalogue, type ProblemName } from '@portico/server/problems/catalogue.ts'

export interface SendOptions {
  token?: string | undefined
  /** Sent as it stands where it is text or bytes, else as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

export interface Received {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The parsed body; undefined where there is none or where it is not JSON */
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what it has to be
  body: any
  /** What was asked: the path without its query, and the trace id that was sent along */
  path: string
  traceId: string
}

/** One request on a connection of its own, with whatever headers (Host among them), each with a trace id of its own. */
export function send(url: string, method: string, path: string, options: SendOptions = {}): Promise<Received> {
  const { token, body, headers = {} } = options
  const json =
    body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body) ? JSON.stringify(body) : undefined
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
      ...(json && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) }),
      ...headers,
    },
  })
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      const { statusCode = 0, headers } = response
      resolve({ status: statusCode, headers, text, body: parse(text), path: path.split('?', 1)[0] ?? '', traceId })
    })
    request.end(json ?? body)
  })
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
  const { detail: said, ...rest } = received.body
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
