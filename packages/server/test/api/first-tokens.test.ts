import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import { test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { send } from '@portico/testing/requests.ts'
import { readConfig } from '../../src/config/config.ts'
import { type RunningServer, startServer } from '../../src/main.ts'

const config = async () =>
  readConfig({ data: await temporaryFolder(), port: '0', metricsPort: '0', logLevel: 'silent' }, {})

/** Requests to a server that has just started, each as its status, what it tells in headers, and its body */
async function answersOf({ listening, credentials }: RunningServer) {
  const { clientId, clientSecret } = credentials ?? assert.fail('no sample')
  const headersOf = ({ headers }: Response): string[] =>
    [...headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`)
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(listening + path, init)
    const body = (await answer.json()) as Record<string, unknown>
    return { status: answer.status, headers: headersOf(answer), body }
  }
  const tokenOf = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
      headers: { origin: 'https://elsewhere.example', ...headers },
    })
  const proof = { client_id: clientId, client_secret: clientSecret }
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const all = await Promise.all([
    tokenOf('/identity/token', proof),
    tokenOf('/identity/token', {}, { authorization: basic }),
    // Not plain: the library reads these.
    tokenOf('/identity/token', { ...proof, scope: 'a  b' }),
    tokenOf('/identity/token', { ...proof, grant_type: 'password' }),
    tokenOf('/Identity/Token/', proof),
    tokenOf('/identity/token?a=b', proof),
    tokenOf('/identity/token', { ...proof, client_secret: 'wrong' }),
    tokenOf('/identity/token', { ...proof, client_id: 'nobody' }),
    tokenOf('/identity/token', proof, { host: 'elsewhere.example' }),
    ask('/identity/token'),
    ask('/identity/jwks'),
    ask('/readyz'),
    ask('/nothing'),
  ])
  return all.map(({ status, headers, body: { access_token, traceId, ...body } }) => ({
    status,
    headers: headers.filter((header) => typeof access_token !== 'string' || !header.startsWith('content-length')),
    body: { ...body, ...(access_token === undefined ? {} : { access_token: typeof access_token }) },
  }))
}

test('whatever is asked right after the start is answered as it is later', async () => {
  const server = await startServer(await config(), {})
  afterFile(server.stop)
  const [first, ...others] = await answersOf(server)
  assert.deepEqual([first?.status, first?.body.access_token], [200, 'string'])
  assert.deepEqual([first, ...others], await answersOf(server))
})

test('an API can be called with the first token, and the metrics count it where they count all others', async () => {
  const server = await startServer(await config(), {})
  afterFile(server.stop)
  const { clientId = '', clientSecret = '' } = server.credentials ?? {}
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  for (let count = 0; count < 2; count++) {
    const given = await fetch(`${server.listening}/identity/token`, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token } = (await given.json()) as { access_token: string }
    const authorization = `Bearer ${access_token}`
    const users = await fetch(`${server.listening}/api/identity/v1/users?limit=1`, { headers: { authorization } })
    assert.equal(users.status, 200)
    // One that expects something unknown is asked all the same, and by one of the two parts of the server alone.
    const headers = { authorization, expect: 'something' }
    const { status, text } = await send(server.listening, 'GET', '/api/identity/v1/users?limit=1', { headers })
    assert.equal(status, 200, text)
  }
  const metrics = await (await fetch(server.metricsUrl ?? assert.fail())).text()
  assert.match(metrics, /^portico_tokens_issued_total 2$/m)
  assert.match(metrics, /duration_seconds_count\{method="POST",route="\/identity\/\*",status="200"\} 2$/m)
  assert.match(metrics, /duration_seconds_count\{method="GET",route="\/api\/identity\/v1\/users",status="200"\} 4$/m)
  assert.doesNotMatch(metrics, /status="404"/)
  assert.match(metrics, /^portico_http_requests_in_flight 0$/m)
})

test('stops in order right after the start, and before everything is loaded', async () => {
  const server = await startServer(await config(), {})
  // A connection that the system has accepted and the server has not yet seen is reset when the server stops.
  const arrived = new Promise((resolve) => subscribe('http.server.request.start', resolve))
  const asked = fetch(`${server.listening}/readyz`)
  await arrived
  await server.stop()
  const { status } = await asked
  assert.ok([200, 503].includes(status), String(status))
  await assert.rejects(fetch(`${server.listening}/readyz`))
})
