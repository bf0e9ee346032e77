import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startNode } from '@portico/testing/nodes.ts'
import { addOrganization, openElsewhere } from '@portico/testing/organizations.ts'
import { assertProblem, type Received, send, tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import type { Context } from '../../src/context.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { updateOwnLimits } from '../../src/modules/foundation/organizations/update-own-limits.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'

const users = '/api/identity/v1/users?limit=1'
const bulk = '/api/identity/v1/users/bulk'
const body = { records: [{ name: 'without an e-mail' }] }

// That it takes less than a second is tested where organizations are; here it is enough that it comes about.
const soon = 5_000

onBothEngines('An organization’s own limits', (engine) => {
  let server: TestServer
  let clock: TestClock
  /** The command at the terminal */
  let elsewhere: Context
  let urls: string[]
  let second: Principal
  const tokens: Record<string, string> = {}

  async function begin(more: NodeJS.ProcessEnv): Promise<void> {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    const environment = { PORTICO_PUBLIC_URL: 'http://first.example.com', ...more }
    server = await startTestServer({ engine, clock, environment })
    elsewhere = await openElsewhere(server)
    // On SQLite, one server holds the folder.
    urls = [server.url, engine === 'postgres' ? await startNode(server, environment) : server.url]
    second = await addOrganization(elsewhere, 'Second', 'second.example.com')
    for (const [name, system] of Object.entries({ first: server.system, second })) {
      const client = await createApiClient(elsewhere, system, { name, permissions: [{ name: 'Manage users' }] })
      const request = { ...tokenRequest(client), headers: { host: `${name}.example.com` } }
      const issued = await until200(() => send(server.url, 'POST', '/identity/token', request))
      tokens[name] = issued.body.access_token
      for (const url of urls) await until200(() => ask(url, name))
    }
  }

  async function until200(work: () => Promise<Received>): Promise<Received> {
    let answer: Received | undefined
    await until(async () => {
      answer = await work()
      return answer.status === 200
    }, soon)
    return answer ?? assert.fail()
  }

  const ask = (url: string, name: string, method = 'GET'): Promise<Received> =>
    send(url, method, method === 'GET' ? users : bulk, {
      token: tokens[name],
      headers: { host: `${name}.example.com` },
      ...(method === 'GET' ? {} : { body }),
    })

  /** The statuses of so many requests, to the nodes in turn, some of them at once */
  async function statuses(count: number, name: string, method = 'GET'): Promise<Record<number, number>> {
    const found: Record<number, number> = {}
    const answers = await Promise.all(Array.from({ length: count }, (_, n) => ask(urls[n % 2] ?? '', name, method)))
    for (const { status } of answers) found[status] = (found[status] ?? 0) + 1
    return found
  }
  const untilAll = (status: number, name: string): Promise<number> =>
    until(async () => (await Promise.all(urls.map((url) => ask(url, name)))).every((a) => a.status === status), soon)

  describe('on a server as it ships', () => {
    before(() => begin({}))

    test('hold on all nodes without a restart, and for this organization only', async () => {
      assert.deepEqual(await statuses(30, 'first'), { 200: 30 })
      await updateOwnLimits(elsewhere, server.system, { requestsPerMinute: 5 })
      // More was leased in this minute than may be used now.
      await untilAll(429, 'first')
      clock.advance(75_000)
      assert.deepEqual(await statuses(12, 'first'), { 200: 5, 429: 7 })
      for (const url of urls) {
        const refused = await ask(url, 'first')
        assertProblem(refused, 'rate_limited', '5 requests a minute to the identity API. Try again in 45 s')
        assert.equal(refused.headers['retry-after'], '45')
      }
      assert.deepEqual(await statuses(12, 'second'), { 200: 12 })
    })

    test('can be raised and lifted within the minute', async () => {
      await updateOwnLimits(elsewhere, server.system, { requestsPerMinute: 8 })
      await until(async () => (await ask(urls[0] ?? '', 'first')).status === 200, soon)
      await updateOwnLimits(elsewhere, server.system, { requestsPerMinute: 'off' })
      await until(async () => (await statuses(20, 'first'))[200] === 20, soon)
    })

    test('limit bulk requests by themselves, and can be put back to those of the server', async () => {
      await updateOwnLimits(elsewhere, server.system, { requestsPerMinute: 'default', bulkPerMinute: 2 })
      clock.advance(60_000)
      await until(async () => (await ask(urls[0] ?? '', 'first', 'POST')).status === 429, soon)
      clock.advance(60_000)
      // Only once both know it.
      await until(async () => (await ask(urls[1] ?? '', 'first', 'POST')).status === 429, soon)
      clock.advance(60_000)
      assert.deepEqual(await statuses(6, 'first', 'POST'), { 202: 2, 429: 4 })
      assertProblem(
        await ask(urls[0] ?? '', 'first', 'POST'),
        'rate_limited',
        '2 requests a minute to POST /users/bulk',
      )
      assert.deepEqual(await statuses(6, 'first'), { 200: 6 })
    })

    test('are no part of any API', async () => {
      for (const api of ['identity/v1', 'management/v1', 'portfolios/v2']) {
        const { status, text } = await send(server.url, 'GET', `/api/${api}/openapi.json`)
        assert.equal(status, 200)
        assert.doesNotMatch(text, /perMinute/i)
      }
    })
  })

  test('win over those of ODC', async () => {
    await begin({ PORTICO_ODC_RATE_LIMITS: 'true' })
    await updateOwnLimits(elsewhere, second, { requestsPerMinute: 130, bulkPerMinute: 7 })
    await until(async () => {
      clock.advance(60_000)
      const found = await statuses(8, 'second', 'POST')
      return found[202] === 7 && found[429] === 1
    }, soon)
    assert.deepEqual(await statuses(132, 'second'), { 200: 122, 429: 10 })
    clock.advance(60_000)
    assert.deepEqual(await statuses(102, 'first'), { 200: 100, 429: 2 })
  })
})
