import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { isConnectionLost, type Received, type SendOptions, send, sendRaw } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { readConfig } from '../../src/config/config.ts'
import { securityHeaders } from '../../src/http/hooks/security-headers.ts'
import { startServer } from '../../src/main.ts'
import { catalogue } from '../../src/problems/catalogue.ts'

const users = '/api/identity/v1/users'

let server: TestServer

before(async () => {
  server = await startTestServer({ engine: anyEngine })
})

describe('Health', () => {
  test('answers without a token, and says nothing in the log', async () => {
    const { url, logLines } = server
    for (const path of ['/healthz', '/readyz']) {
      const { status, body } = await send(url, 'GET', path)
      assert.deepEqual([status, body], [200, { status: 'ok' }])
    }
    assert.deepEqual(
      logLines.filter(({ path }) => path === '/healthz' || path === '/readyz'),
      [],
    )
  })
})

describe('Metrics', () => {
  test('count requests by route and tokens, on a port of their own, in few series', async () => {
    const config = readConfig(
      { data: await temporaryFolder(), port: '0', metricsPort: '0', sample: false, logLevel: 'silent' },
      {},
    )
    const { listening, metricsUrl, stop } = await startServer(config, {})
    afterFile(stop)
    assert.ok(metricsUrl && new URL(metricsUrl).port !== new URL(listening).port)
    for (const path of [
      users,
      `${users}/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091`,
      '/nothing/1',
      '/nothing/2',
      '/identity/jwks',
    ]) {
      await send(listening, 'GET', path)
    }

    const { headers, text } = await send(metricsUrl, 'GET', '/metrics')
    assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
    const counted = (labels: string) =>
      new RegExp(`^portico_http_request_duration_seconds_count{${labels}} (\\d+)$`, 'm').exec(text)?.[1]
    assert.equal(counted('method="GET",route="/api/identity/v1/users",status="401"'), '1')
    assert.equal(counted('method="GET",route="/api/identity/v1/users/:key",status="401"'), '1')
    assert.equal(counted('method="GET",route="unknown",status="404"'), '2')
    assert.equal(counted('method="GET",route="/identity/\\*",status="200"'), '1')
    assert.match(text, /^portico_http_requests_in_flight 0$/m)
    assert.match(text, /^portico_tokens_issued_total 0$/m)
    assert.match(text, /^process_resident_memory_bytes \d+$/m)
    const onApi = await send(listening, 'GET', '/metrics')
    assert.equal(onApi.status, 404)
    for (const [method, path] of [
      ['GET', '/'],
      ['POST', '/metrics'],
      ['GET', '/metrics/x'],
    ] as const) {
      const other: Received = await send(metricsUrl, method, path)
      assert.equal(other.status, 404, `${method} ${path}`)
      assert.equal(other.headers['content-type'], 'text/plain; charset=utf-8')
    }
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1', '192.0.2.7:9', '[::1]', '[fd00::1]:80']) {
      assert.equal((await send(metricsUrl, 'GET', '/metrics', { headers: { host } })).status, 200, host)
    }
    // What a page whose name was made to lead to this address sends.
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example:80',
      'evil.example:',
      '[x]',
      '::1',
    ]) {
      const refused = await send(metricsUrl, 'GET', '/metrics', { headers: { host } })
      assert.ok([400, 421].includes(refused.status), host)
      assert.doesNotMatch(refused.text, /portico_/)
    }
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  })
})

describe('The log', () => {
  let caller: Caller

  before(async () => {
    caller = await server.caller('Manage users', 'Manage API clients')
  })

  const lineOf = async (traceId: string): Promise<Record<string, unknown>> => {
    const find = () => server.logLines.find((line) => line.traceId === traceId && line.msg === 'request')
    await until(() => find() !== undefined, 10_000)
    return find() ?? {}
  }

  test('has one line for each request: trace id, method, path, status, time and address', async () => {
    const { traceId } = await send(server.url, 'GET', `${users}?nameOrEmailContains=hush`, { token: caller.token })
    const { time, ms, level, traceId: logged, method, path, status, address, msg } = await lineOf(traceId)
    assert.deepEqual(
      { level, traceId: logged, method, path, status, address, msg },
      { level: 30, traceId, method: 'GET', path: users, status: 200, address: '127.0.0.1', msg: 'request' },
    )
    assert.ok(typeof time === 'number' && typeof ms === 'number' && ms >= 0 && ms < 10_000)
    assert.equal(server.logLines.filter((line) => line.traceId === traceId).length, 1)
  })

  test('names the path that was asked for, at the authorization server too', async () => {
    const alias = '/auth/realms/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091/protocol/openid-connect/certs'
    for (const path of ['/identity/jwks', alias, '/identity/nothing', '/nothing', '/%yy']) {
      const { traceId, status } = await send(server.url, 'GET', `${path}?a=hush`)
      const line = await lineOf(traceId)
      assert.deepEqual([line.path, line.status], [path, status])
    }
  })

  test('makes up a trace id where none, or no valid one, is sent', async () => {
    const zeros = `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`
    for (const traceparent of ['', 'x', zeros, `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`]) {
      const { body } = await send(server.url, 'GET', '/nothing', { headers: { traceparent } })
      assert.match(body.traceId, /^(?!0{32})[0-9a-f]{32}$/, traceparent)
      await lineOf(body.traceId)
    }
  })

  test('never holds a token, a secret or a query, wherever they were sent', async () => {
    const { clientId, clientSecret } = caller.credentials
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    await send(server.url, 'GET', `${users}?access_token=${caller.token}&nameOrEmailContains=hush`)
    await send(server.url, 'GET', users, { headers: { authorization: basic, cookie: `session=${clientSecret}` } })
    await send(server.url, 'GET', `/nothing?client_secret=${clientSecret}`)
    await send(server.url, 'GET', `${users}?x=%zz${clientSecret}`, { token: caller.token })
    await send(server.url, 'POST', `/identity/token?client_secret=${clientSecret}`, {
      headers: form,
      body: `client_secret=${clientSecret}`,
    })
    await send(server.url, 'POST', '/identity/token', {
      headers: { ...form, authorization: basic },
      body: 'grant_type=client_credentials',
    })
    await send(server.url, 'POST', '/identity/token/introspection', {
      headers: { ...form, authorization: basic },
      body: `token=${caller.token}`,
    })
    await send(server.url, 'POST', users, { token: caller.token, body: { name: clientSecret } })
    const { body } = await send(server.url, 'POST', '/api/management/v1/api-clients', {
      token: caller.token,
      body: { name: 'x' },
    })
    const last = await send(server.url, 'GET', '/nothing')
    await lineOf(last.traceId)
    const log = JSON.stringify(server.logLines)
    for (const hidden of [caller.token, clientSecret, body.clientSecret, basic, 'hush', '%zz']) {
      assert.ok(!log.includes(hidden) && !log.includes(hidden.slice(-20)), hidden)
    }
    assert.ok(log.includes('/identity/token'))
  })
})

describe('Security headers', () => {
  const policyOf = ({ headers }: { headers: IncomingHttpHeaders }) => String(headers['content-security-policy'])

  test('stand on every answer', async () => {
    const { token } = await server.caller('View members')
    const html = { accept: 'text/html' }
    const wrongSecret = { grant_type: 'client_credentials', client_id: 'x', client_secret: 'x' }
    const requests: [method: string, path: string, status: number, options?: SendOptions][] = [
      ['GET', users, 200],
      ['GET', `${users}?limit=0`, 400],
      ['GET', `${users}/%zz`, 400],
      ['GET', users, 401, { token: 'wrong' }],
      ['POST', '/api/management/v1/api-clients', 403, { body: { name: 'x' } }],
      ['GET', '/nothing', 404],
      ['GET', '/nothing', 404, { headers: html }],
      ['GET', '/static/nothing.js', 404],
      ['DELETE', users, 405],
      ['GET', '/healthz', 200],
      ['GET', '/healthz', 200, { headers: { expect: 'something' } }],
      ['GET', '/api/identity/v1/openapi.json', 200],
      ['GET', '/docs/problems/PTC-REQ-40001', 200],
      ['GET', '/docs/problems/nothing', 404],
      ['GET', '/', 303, { headers: html }],
      ['GET', '/users', 200, { headers: html }],
      ['GET', '/portal/session', 204],
      ['GET', '/portal/sign-in', 303],
      ['GET', '/portal/callback', 303],
      ['GET', '/identity/jwks', 200],
      ['GET', '/identity/nothing', 404],
      ['GET', '/identity/token', 405],
      ['OPTIONS', '/identity/token', 204],
      ['POST', '/identity/token', 400],
      ['POST', '/identity/token', 401, { form: wrongSecret, token: undefined }],
      ['GET', '/identity/auth', 303],
    ]
    for (const [method, path, status, options] of requests) {
      const answer = await send(server.url, method, path, { token, ...options })
      const { headers } = answer
      const what = `${method} ${path} ${answer.status}`
      assert.equal(answer.status, status, what)
      assert.equal(headers['x-content-type-options'], 'nosniff', what)
      if (answer.text !== '') assert.match(String(headers['content-type']), /; charset=utf-8$/, what)
      assert.equal(headers['x-frame-options'], 'DENY', what)
      assert.equal(headers['referrer-policy'], 'no-referrer', what)
      assert.match(policyOf(answer), /default-src 'none';.*base-uri 'none';.*frame-ancestors 'none'/, what)
      assert.doesNotMatch(policyOf(answer), /unsafe|\*|data:|https?:/, what)
      assert.ok(headers['cache-control'], what)
      assert.equal(headers['strict-transport-security'], undefined, what)
      assert.equal(headers['x-powered-by'], undefined, what)
    }
    for (const path of [users, `${users}?limit=0`, '/nothing']) {
      assert.equal((await send(server.url, 'GET', path, { token })).headers['cache-control'], 'no-store', path)
    }
    assert.match((await sendRaw(server.url, 'HELLO\r\n\r\n')).head, /content-security-policy: default-src 'none'/i)
  })

  test('tell browsers to come by TLS where the public URL is https, and never on localhost', async () => {
    for (const [publicUrl, sent] of [
      ['https://id.example.com', 'max-age=31536000'],
      ['https://id.example.com:8443', 'max-age=31536000'],
      ['https://localhost:8443', undefined],
      ['https://id.localhost', undefined],
      ['http://id.example.com', undefined],
      [undefined, undefined],
    ] as const) {
      assert.equal(securityHeaders({ publicUrl })['strict-transport-security'], sent, publicUrl)
      const below = sent && `${sent}; includeSubDomains`
      assert.equal(securityHeaders({ publicUrl, hstsSubdomains: true })['strict-transport-security'], below, publicUrl)
    }
    const environment = { PORTICO_PUBLIC_URL: 'https://id.example.com', PORTICO_HSTS_SUBDOMAINS: 'true' }
    const expected = 'max-age=31536000; includeSubDomains'
    const { url } = await startTestServer({ engine: anyEngine, environment })
    for (const path of ['/healthz', '/nothing', '/%zz', '/identity/jwks', '/identity/auth', '/portal/sign-in', '/']) {
      assert.equal((await send(url, 'GET', path)).headers['strict-transport-security'], expected, path)
    }
    assert.match(
      (await sendRaw(url, 'HELLO\r\n\r\n')).head,
      /strict-transport-security: max-age=31536000; includeSubDomains/i,
    )
  })
})

describe('A server that stops', () => {
  test('answers 503 to requests on connections that are still open, and closes them', async () => {
    const open = async (begun: string): Promise<{ socket: Socket; text: Promise<string> }> => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('utf8')
      await once(socket, 'connect')
      let received = ''
      socket.on('data', (chunk) => {
        received += chunk
      })
      socket.write(begun)
      return { socket, text: once(socket, 'close').then(() => received) }
    }
    // Each has begun a request, so that none is idle and closed at once.
    const begun = await Promise.all(
      [`GET ${users} HTTP/1.1\r\n`, 'GET /readyz HTTP/1.1\r\n', 'POST /identity/token HTTP/1.1\r\n'].map(open),
    )
    await until(
      () => new Promise((resolve) => server.app.server.getConnections((_, count) => resolve(count === 3))),
      1_000,
    )
    await send(server.url, 'GET', '/healthz')
    const stopping = server.app.close()
    for (const { socket } of begun) socket.write('Host: localhost\r\n\r\n')
    for (const { text } of begun) {
      const [head = '', body = ''] = (await text).split('\r\n\r\n')
      assert.match(head, /^HTTP\/1\.1 503 /)
      assert.match(head, /^connection: close\r?$/im)
      assert.match(head, /^retry-after: 1\r?$/im)
      assert.equal(JSON.parse(body).errorCode, catalogue.shutting_down.code)
    }
    await stopping
    await assert.rejects(send(server.url, 'GET', '/healthz'), isConnectionLost)
    // Expected, and no error. Of health nothing is logged.
    const refused = server.logLines.filter(({ refused }) => refused === 'shutting_down')
    assert.deepEqual(
      refused.map(({ status, level }) => [status, level]),
      [
        [503, 30],
        [503, 30],
      ],
    )
  })
})
