import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startNode } from '@portico/testing/nodes.ts'
import { readOperations } from '@portico/testing/operations.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { signedInMember } from '@portico/testing/signed-in-members.ts'

const users = '/api/identity/v1/users?limit=1'
const bulk = '/api/identity/v1/users/bulk'
const clients = '/api/management/v1/api-clients?limit=1'

/** Both nodes of a cluster are reached by one public URL. */
const publicUrl = 'http://localhost:1'

onBothEngines('--odc-rate-limits', (engine) => {
  const environment = { PORTICO_ODC_RATE_LIMITS: 'true', PORTICO_PUBLIC_URL: publicUrl }
  let server: TestServer
  let clock: TestClock
  let caller: Caller
  let urls: string[]

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock, environment })
    caller = await server.caller('Manage users', 'Manage API clients')
    // On SQLite, one server holds the folder.
    urls = [server.url, engine === 'postgres' ? await startNode(server, environment) : server.url]
  })

  /** The statuses of so many requests, to the nodes in turn, some of them at once */
  const statuses = async (count: number, path: string): Promise<Record<number, number>> => {
    const found: Record<number, number> = {}
    for (let n = 0; n < count; n += 10) {
      const some = Array.from({ length: Math.min(10, count - n) }, (_, index) =>
        send(urls[index % 2] ?? '', 'GET', path, { token: caller.token }),
      )
      for (const { status } of await Promise.all(some)) found[status] = (found[status] ?? 0) + 1
    }
    return found
  }

  test('allows 100 requests a minute to each API, on all nodes together', async () => {
    assert.deepEqual(await statuses(130, users), { 200: 100, 429: 30 })
    assert.deepEqual(await statuses(100, clients), { 200: 100 })
    clock.advance(20_000)
    for (const url of urls) {
      const refused = await send(url, 'GET', users, { token: caller.token })
      assertProblem(refused, 'rate_limited', '100 requests a minute to the identity API')
      assert.equal(refused.headers['retry-after'], '40')
    }
    clock.advance(40_000)
    assert.deepEqual(await statuses(20, users), { 200: 20 })
  })

  test('allows five bulk requests a minute, and counts them among the hundred', async () => {
    clock.advance(60_000)
    const body = { records: [{ name: 'without an e-mail' }] }
    for (let n = 0; n < 5; n++) {
      assert.equal((await send(urls[n % 2] ?? '', 'POST', bulk, { token: caller.token, body })).status, 202)
    }
    // A path that is written otherwise is the same operation.
    for (const path of [bulk, '/API/identity/v1/Users/BULK/']) {
      const refused = await send(urls[1] ?? '', 'POST', path, { token: caller.token, body })
      assertProblem(refused, 'rate_limited', '5 requests a minute to POST /users/bulk')
    }
    assert.deepEqual(await statuses(93, users), { 200: 93 })
    assert.deepEqual(await statuses(1, users), { 429: 1 })
  })

  test('counts nothing of members without any right: every end user can sign in', async () => {
    clock.advance(60_000)
    const [nobody, member] = [
      await signedInMember(server),
      await signedInMember(server, 'User and access management > Manage users'),
    ]
    const own = `/api/identity/v1/users/${nobody.userKey}/organization-roles`
    for (let n = 0; n < 60; n++) {
      assert.equal((await nobody.send('GET', users)).status, 403)
      assert.equal((await nobody.send('GET', own)).status, 200)
    }
    for (let n = 0; n < 5; n++) assert.equal((await member.send('GET', users)).status, 200)
    assert.deepEqual(await statuses(110, users), { 200: 95, 429: 15 })
    assert.equal((await member.send('GET', users)).status, 429)
  })

  test('counts each API by itself, and the versions of one together', async () => {
    clock.advance(60_000)
    const viewer = await server.caller('View stage')
    const ask = async (path: string): Promise<number> =>
      (await send(urls[0] ?? '', 'GET', path, { token: viewer.token })).status
    const [v1, v2] = ['/api/portfolios/v1/environments', '/api/portfolios/v2/environments']
    for (let n = 0; n < 50; n++) assert.deepEqual([await ask(v1), await ask(v2)], [200, 200])
    assert.deepEqual([await ask(v1), await ask(v2)], [429, 429])
    const lists = (await readOperations(server.url)).filter(
      ({ method, path }) => method === 'GET' && !path.includes('{'),
    )
    const others = Map.groupBy(lists, ({ path }) => path.split('/')[2])
    others.delete('portfolios')
    assert.ok(others.size >= 2)
    for (const [list] of others.values()) assert.notEqual(await ask(list?.path ?? ''), 429)
  })

  test('counts what is refused for a missing permission, and not requests without a valid token', async () => {
    clock.advance(60_000)
    const nobody = await server.caller()
    for (let n = 0; n < 20; n++) {
      const answer = await send(server.url, 'GET', users, { token: n % 2 ? 'unknown' : undefined })
      assert.equal(answer.status, 401)
    }
    for (let n = 0; n < 3; n++) {
      assert.equal((await send(server.url, 'GET', users, { token: nobody.token })).status, 403)
    }
    assert.deepEqual(await statuses(110, users), { 200: 97, 429: 13 })
    assert.equal((await send(server.url, 'GET', users, { token: nobody.token })).status, 429)
    assert.equal((await send(server.url, 'GET', '/api/identity/v1/openapi.json')).status, 200)
  })
})

onBothEngines('--rate-limit', (engine) => {
  test('is a limit of one’s own, without one for bulk requests', async () => {
    const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    const server = await startTestServer({ engine, clock, environment: { PORTICO_RATE_LIMIT: '7' } })
    const { token } = await server.caller('Manage users')
    const body = { records: [{ name: 'without an e-mail' }] }
    for (let n = 0; n < 7; n++) {
      assert.equal((await send(server.url, 'POST', bulk, { token, body })).status, 202)
    }
    for (const [method, path] of [
      ['POST', bulk],
      ['GET', `${bulk}/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091`],
    ] as const) {
      const refused = await send(server.url, method, path, { token, ...(method === 'POST' ? { body } : {}) })
      assertProblem(refused, 'rate_limited', '7 requests a minute to the identity API')
    }
    const auditor = await server.caller('View audit trail')
    const trail = '/api/management/v1/audit-entries'
    for (let n = 0; n < 7; n++) assert.equal((await auditor.call('GET', trail)).status, 200)
    for (const path of [trail, `${trail}/export`, `${trail}/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091`]) {
      const refused = await send(server.url, 'GET', path, { token: auditor.token })
      assertProblem(refused, 'rate_limited', '7 requests a minute to the management API')
    }
  })
})
