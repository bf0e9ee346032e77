import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ASSERTION_TYPE, createSigningKey, signAssertion } from '@portico/testing/authorization-server.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import type { NewApiClient } from './create-api-client.ts'

const hour = 3_600_000
const day = 24 * hour

onBothEngines('The use of an API client', (engine) => {
  let clock: TestClock
  let server: TestServer
  let admin: Awaited<ReturnType<TestServer['createClient']>>

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:30:00.000Z'))
    server = await startTestServer({ engine, clock })
    admin = await server.createClient([{ name: 'Manage API clients' }], { expiresOn: '2028-01-01' })
  })

  const useOf = async (key: string, query = '') => {
    await server.context.useCounts.flush()
    const token = await server.token(admin)
    return send(server.url, 'GET', `/api/management/v1/api-clients/${key}/use${query}`, { token })
  }
  const call = async (path: string, token: string) => (await send(server.url, 'GET', path, { token })).status

  test('is counted by hour and by day: tokens, requests, and refusals by their reasons', async () => {
    const client = await server.createClient([{ name: 'View members' }], { expiresOn: '2026-12-20' })
    const none = (await useOf(client.key)).body
    assert.deepEqual([none.unit, none.points.length, none.refusals], ['Day', 7, []])
    const token = await server.token(client)
    assert.equal(await call('/api/identity/v1/users', token), 200)
    assert.equal(await call('/api/identity/v1/groups', token), 403)
    clock.advance(hour)
    assert.equal(await call('/api/identity/v1/users/nobody', token), 400)
    const wrong = { ...client, clientSecret: client.clientSecret.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }
    for (let times = 0; times < 3; times++) await assert.rejects(server.token(wrong))
    await assert.rejects(server.token({ ...client, clientId: 'f'.repeat(32) }))

    const { body: hours } = await useOf(client.key, '?period=Day')
    assert.deepEqual([hours.unit, hours.points.length], ['Hour', 24])
    assert.deepEqual(hours.points.slice(-3), [
      { from: '2026-11-23T14:00:00.000Z', tokens: 0, requests: 0, refusals: 0 },
      { from: '2026-11-23T15:00:00.000Z', tokens: 1, requests: 1, refusals: 1 },
      { from: '2026-11-23T16:00:00.000Z', tokens: 0, requests: 0, refusals: 4 },
    ])
    const last = '2026-11-23T16:00:00.000Z'
    assert.deepEqual(
      hours.refusals.map((one: Record<string, unknown>) => [one.place, one.count, one.lastHour]),
      [
        ['TokenEndpoint', 3, last],
        ['Api', 1, '2026-11-23T15:00:00.000Z'],
        ['Api', 1, last],
      ],
    )
    const [secret, permission] = hours.refusals
    assert.deepEqual([secret.reason, secret.title], ['wrong secret', null])
    assert.match(permission.reason, /^PTC-/)
    assert.equal(typeof permission.title, 'string')

    await server.token(client)
    const { body: days } = await useOf(client.key, '?period=Month')
    assert.equal(days.points.length, 30)
    assert.deepEqual(days.points.at(-1), { from: '2026-11-23T00:00:00.000Z', tokens: 2, requests: 1, refusals: 5 })
  })

  test('names the public keys that proved who the client is', async () => {
    const keys = [createSigningKey('ES256', 'laptop'), createSigningKey('EdDSA', 'server')]
    const jwks = { keys: keys.map(({ publicJwk }) => publicJwk) } as NewApiClient['jwks']
    const client = await server.createClient([{ name: 'View members' }], { expiresOn: '2027-11-01', jwks })
    const aud = `${server.context.publicUrl()}/identity`
    const ask = async (key: (typeof keys)[number], more: object) => {
      const client_assertion = await signAssertion(key, client.clientId, { aud, ...more })
      const form = { grant_type: 'client_credentials', client_assertion, client_assertion_type: ASSERTION_TYPE }
      const body = new URLSearchParams(form)
      return (await fetch(`${server.url}/identity/token`, { method: 'POST', body })).status
    }
    const [laptop, other] = keys as [(typeof keys)[number], (typeof keys)[number]]
    assert.deepEqual([await ask(laptop, {}), await ask(other, { aud: 'https://elsewhere.example.com' })], [200, 401])
    const { keys: used, refusals, points } = (await useOf(client.key)).body
    const lastHour = new Date(clock.now() - (clock.now() % hour)).toISOString()
    assert.deepEqual(used, [{ keyId: laptop.kid, lastHour }])
    assert.deepEqual([points.at(-1).tokens, refusals[0].reason], [1, 'assertion not accepted'])
  })

  test('is kept for 31 days, and goes with the client', async () => {
    const { context } = server
    const client = await server.createClient([{ name: 'View members' }], { expiresOn: '2027-11-01' })
    const stored = async () => {
      await context.useCounts.flush()
      const rows = context.db.selectFrom('api_client_uses').select('hour').where('api_client_key', '=', client.key)
      return (await rows.execute()).map((row) => row.hour)
    }
    await server.token(client)
    assert.equal((await stored()).length, 1)
    clock.advance(32 * day)
    await server.token(client)
    assert.deepEqual(await stored(), [new Date(clock.now() - (clock.now() % hour)).toISOString()])
    const token = await server.token(admin)
    const place = `/api/management/v1/api-clients/${client.key}`
    await send(server.url, 'POST', `${place}/suspend`, { token })
    await assert.rejects(server.token(client))
    assert.equal((await useOf(client.key)).body.refusals[0].reason, 'suspended')
    await assert.rejects(server.token(client))
    assert.equal((await send(server.url, 'DELETE', place, { token })).status, 204)
    // What was counted before the deletion, on any node, may be stored after it.
    assert.deepEqual(await stored(), [])
    assertProblem(await useOf(client.key), 'api_client_not_found')
  })

  test('takes the permission to manage API clients, and one of the periods', async () => {
    const client = await server.createClient([{ name: 'View members' }], { expiresOn: '2027-11-01' })
    const token = await server.token(client)
    const path = `/api/management/v1/api-clients/${client.key}/use`
    assertProblem(await send(server.url, 'GET', path, { token }), 'permission_missing')
    assertProblem(await useOf(client.key, '?period=Year'), 'invalid_parameter')
  })
})
