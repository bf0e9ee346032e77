import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { before, describe, test } from 'node:test'
import { afterFile, anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { isConnectionLost, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { readConfig } from '../../src/config/config.ts'
import { startServer } from '../../src/main.ts'
import { catalogue } from '../../src/problems/catalogue.ts'

const users = '/api/identity/v1/users'

describe('Health', () => {
  test('answers without a token, and says nothing in the log', async () => {
    const { url, logLines } = await startTestServer({ engine: anyEngine })
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
      assert.equal((await send(metricsUrl, method, path)).status, 404, `${method} ${path}`)
    }
  })
})

describe('The log', () => {
  let server: TestServer
  let caller: Caller

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    caller = await server.caller('Manage users', 'Manage API clients')
  })

  const lineOf = async (traceId: string): Promise<Record<string, unknown>> => {
    const find = () => server.logLines.find((line) => line.traceId === traceId && line.msg === 'request')
    await until(() => find() !== undefined, 1_000)
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
  test('stand on every answer', async () => {
    const server = await startTestServer({ engine: anyEngine })
    const { token } = await server.caller('View members')
    for (const path of [
      users,
      `${users}?limit=0`,
      `${users}/%zz`,
      '/nothing',
      '/healthz',
      '/api/identity/v1/openapi.json',
      '/docs/',
      '/docs/nothing',
      '/docs/problems/PTC-REQ-40001',
      '/identity/jwks',
      '/identity/nothing',
    ]) {
      const { headers } = await send(server.url, 'GET', path, { token })
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.equal(headers['x-powered-by'], undefined)
    }
    for (const path of [users, `${users}?limit=0`, '/nothing']) {
      assert.equal((await send(server.url, 'GET', path, { token })).headers['cache-control'], 'no-store', path)
    }
  })
})

describe('A server that stops', () => {
  test('answers 503 to requests on connections that are still open, and closes them', async () => {
    const server = await startTestServer({ engine: anyEngine })
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
  })
})
