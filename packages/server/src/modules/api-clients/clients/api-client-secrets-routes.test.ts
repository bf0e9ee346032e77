import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { createSigningKey } from '@portico/testing/authorization-server.ts'
import { contentsOf } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import type { ValidSecret } from './api-client.ts'
import type { NewApiClient } from './create-api-client.ts'
import type { RenewedCredentials } from './credentials.ts'

const path = '/api/management/v1/api-clients'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type Credentials = Awaited<ReturnType<TestServer['createClient']>>

onBothEngines('The secrets of API clients', (engine) => {
  let clock: TestClock
  let server: TestServer
  let admin: Credentials
  let client: Credentials

  /** A token of its own for each request: the clock moves by more than the life of one. */
  const request = async (method: string, place: string, body?: unknown): Promise<Received> => {
    const token = await server.token(admin)
    return send(server.url, method, path + place, body === undefined ? { token } : { token, body })
  }

  const generate = async (body: object = {}): Promise<RenewedCredentials> => {
    const { status, headers, text, body: credentials } = await request('POST', `/${client.key}/secrets`, body)
    assert.equal(status, 201, text)
    assert.equal(headers['cache-control'], 'no-store')
    return credentials
  }

  const read = async (key = client.key) => (await request('GET', `/${key}`)).body

  const listed = async (status: string): Promise<string[]> =>
    (await request('GET', `?status=${status}`)).body.results.map(({ key }: Credentials) => key)

  const inDays = (days: number): string => new Date(clock.now() + days * day).toISOString().slice(0, 10)

  const works = (credentials: Credentials): Promise<boolean> =>
    server.token(credentials).then(
      () => true,
      () => false,
    )

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
  })

  beforeEach(async () => {
    const permissions: NewApiClient['permissions'] = [{ name: 'Manage API clients' }, { name: 'View members' }]
    admin = await server.createClient(permissions, { expiresOn: inDays(700) })
    client = await server.createClient([{ name: 'View members' }])
  })

  test('are replaced at once, keep the client ID, and leave tokens that were issued alone', async () => {
    const token = await server.token(client)
    const renewed = await generate()
    const fields = ['clientId', 'clientSecret', 'formerSecretExpiresAt', 'key', 'secretExpiresAt']
    assert.deepEqual(Object.keys(renewed).sort(), fields)
    assert.deepEqual([renewed.key, renewed.clientId], [client.key, client.clientId])
    assert.notEqual(renewed.clientSecret, client.clientSecret)
    assert.equal(renewed.secretExpiresAt, `${inDays(90)}T23:59:00.000Z`)
    assert.equal(renewed.formerSecretExpiresAt, null)
    assert.equal((await read()).secretLastFour, renewed.clientSecret.slice(-4))
    assert.equal((await read()).secrets.length, 1)
    assert.deepEqual([await works(client), await works(renewed)], [false, true])
    assert.equal((await send(server.url, 'GET', '/api/identity/v1/users', { token })).status, 200)
  })

  test('both work during an overlap, and the former one ends with it', async () => {
    const renewed = await generate({ overlapHours: 168, expiresOn: inDays(30) })
    assert.deepEqual([await works(client), await works(renewed)], [true, true])
    assert.equal((await read()).secretExpiresAt, `${inDays(30)}T23:59:00.000Z`)
    const until = new Date(clock.now() + 168 * hour).toISOString()
    assert.equal(renewed.formerSecretExpiresAt, until)
    const { secrets } = await read()
    assert.deepEqual(
      secrets.map(({ lastFour, isCurrent, expiresAt }: ValidSecret) => [lastFour, isCurrent, expiresAt]),
      [
        [renewed.clientSecret.slice(-4), true, renewed.secretExpiresAt],
        [client.clientSecret.slice(-4), false, until],
      ],
    )
    assert.deepEqual(
      secrets.map(({ createdBy }: ValidSecret) => createdBy?.key ?? createdBy?.type),
      [admin.key, 'system'],
    )
    assert.ok(!JSON.stringify(secrets).includes('hash'))
    assert.deepEqual(
      (await listed('Available')).filter((key) => key === client.key),
      [client.key],
      'listed once',
    )
    clock.advance(168 * hour - 1)
    assert.deepEqual([await works(client), await works(renewed)], [true, true])
    clock.advance(1)
    assert.deepEqual([await works(client), await works(renewed)], [false, true])
  })

  test('do not last longer by an overlap than they would have', async () => {
    const short = await server.createClient([{ name: 'View members' }], { expiresOn: inDays(0) })
    client = short
    const renewed = await generate({ overlapHours: 168 })
    assert.equal(renewed.formerSecretExpiresAt, short.secretExpiresAt)
    assert.equal(await works(short), true)
    clock.advance(Date.parse(short.secretExpiresAt) - clock.now())
    assert.equal(await works(short), false)
    assert.equal((await read()).secrets.length, 1)
  })

  test('all end with the overlap of a later one, whatever was promised before', async () => {
    const second = await generate({ overlapHours: 72 })
    const third = await generate({ overlapHours: 5 })
    clock.advance(5 * hour - 1)
    assert.deepEqual([await works(client), await works(second), await works(third)], [true, true, true])
    clock.advance(1)
    assert.deepEqual([await works(client), await works(second), await works(third)], [false, false, true])
  })

  test('all end when one is generated without overlap, whatever was promised before', async () => {
    const second = await generate({ overlapHours: 48 })
    const third = await generate({ overlapHours: 24 })
    assert.deepEqual([await works(client), await works(second), await works(third)], [true, true, true])
    const fourth = await generate({ overlapHours: 0 })
    assert.deepEqual(
      [await works(client), await works(second), await works(third), await works(fourth)],
      [false, false, false, true],
    )
  })

  test('end one by one: the newest of the others takes the place of the newest, and the last one leaves its hint', async () => {
    const end = (secret: ValidSecret, key = client.key) => request('DELETE', `/${key}/secrets/${secret.key}`)
    const second = await generate({ overlapHours: 48 })
    const third = await generate({ overlapHours: 24 })
    const [newest, middle, oldest] = (await read()).secrets
    const other = await server.createClient([{ name: 'View members' }])
    assertProblem(await end(middle, other.key), 'api_client_secret_not_found', middle.key)
    assert.equal((await end(newest)).status, 204)
    assertProblem(await end(newest), 'api_client_secret_not_found')
    assert.deepEqual([await works(client), await works(second), await works(third)], [true, true, false])
    const now = await read()
    assert.deepEqual([now.secretLastFour, now.secretExpiresAt], [second.clientSecret.slice(-4), middle.expiresAt])
    assert.deepEqual(
      now.secrets.map(({ key, isCurrent }: ValidSecret) => [key, isCurrent]),
      [
        [middle.key, true],
        [oldest.key, false],
      ],
    )
    assert.equal((await end({ ...oldest, key: oldest.key.toUpperCase() })).status, 204)
    assert.equal((await end(middle)).status, 204)
    assert.deepEqual([await works(client), await works(second)], [false, false])
    const ended = await read()
    const { status, secrets, secretLastFour } = ended
    assert.deepEqual([status, secrets, secretLastFour], ['Expired', [], second.clientSecret.slice(-4)])
    assert.ok((await listed('Expired')).includes(client.key))
    assert.equal(await works(await generate()), true)
    const auditor = await server.createClient([{ name: 'View audit trail' }], { expiresOn: inDays(30) })
    const { results } = (
      await send(
        server.url,
        'GET',
        `/api/management/v1/audit-entries?entityKey=${client.key}&action=api-client.secret-ended`,
        { token: await server.token(auditor) },
      )
    ).body
    assert.equal(results.length, 3)
  })

  test('show when they were last used, to a minute', async () => {
    const lastUses = async (): Promise<(string | null)[]> => {
      await server.context.lastUse.flush()
      return (await read()).secrets.map(({ lastUsedAt }: ValidSecret) => lastUsedAt)
    }
    const renewed = await generate({ overlapHours: 24 })
    assert.deepEqual(await lastUses(), [null, null])
    const first = new Date(clock.now()).toISOString()
    await works(client)
    clock.advance(minute - 1)
    const withinTheMinute = new Date(clock.now()).toISOString()
    await works(client)
    // A client that is read anew meanwhile, as after a change, tells of its use at once.
    const [unused, used] = await lastUses()
    assert.equal(unused, null)
    assert.ok(used === first || used === withinTheMinute, String(used))
    clock.advance(minute)
    const later = new Date(clock.now()).toISOString()
    await works(client)
    await works(renewed)
    await works({ ...renewed, clientSecret: `${renewed.clientSecret}0` })
    assert.deepEqual(await lastUses(), [later, later])
  })

  test('are one, however many are generated at once', async () => {
    const token = await server.token(admin)
    const place = `${path}/${client.key}/secrets`
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(server.url, 'POST', place, { token, body: {} })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array(6).fill(201),
    )
    const working = await Promise.all(answers.map(({ body }) => works(body)))
    assert.equal(working.filter(Boolean).length, 1)
    assert.equal((await listed('Available')).filter((key) => key === client.key).length, 1)
  })

  test('expire at 23:59 UTC: no new token, but those that were issued work on', async () => {
    const token = await server.token(client)
    clock.advance(Date.parse(client.secretExpiresAt) - clock.now() - 1)
    const latest = await server.token(client)
    clock.advance(1)
    await assert.rejects(server.token(client), /expired/)
    assert.equal((await send(server.url, 'GET', '/api/identity/v1/users', { token: latest })).status, 200)
    assertProblem(await send(server.url, 'GET', '/api/identity/v1/users', { token }), 'token_expired')
  })

  test('give the client its status, by precedence, as time passes', async () => {
    const { key } = client
    const is = async (status: string) => {
      assert.equal((await read()).status, status)
      for (const other of ['Suspended', 'Expired', 'NeedsAttention', 'Available']) {
        assert.equal((await listed(other)).includes(key), other === status, `${status}, listed as ${other}`)
      }
    }
    const setKeys = (keys: object) => request('PATCH', `/${key}`, keys)
    const setPermissions = (permissions: object[]) => request('PUT', `/${key}/permissions`, { permissions })
    await is('Available')
    await setPermissions([])
    await is('NeedsAttention')
    await setPermissions([{ name: 'View members' }])
    clock.advance(Date.parse(client.secretExpiresAt) - clock.now() - 14 * day - 1)
    await is('Available')
    clock.advance(1)
    await is('NeedsAttention')
    clock.advance(14 * day - 1)
    await is('NeedsAttention')
    clock.advance(1)
    await is('Expired')
    await setPermissions([])
    await is('Expired')
    await request('POST', `/${key}/suspend`)
    await is('Suspended')
    await request('POST', `/${key}/resume`)
    await is('Expired')
    await setPermissions([{ name: 'View members' }])
    await setKeys({ jwks: { keys: [createSigningKey('ES256', 'its-own').publicJwk] } })
    await is('Available')
    await setPermissions([])
    await is('NeedsAttention')
    await setKeys({ jwks: null })
    await is('Expired')
    await setPermissions([{ name: 'View members' }])
    await generate()
    await is('Available')
    await setKeys({ jwks: { keys: [createSigningKey('ES256', 'its-own').publicJwk] } })
    clock.advance(Date.parse((await read()).secretExpiresAt) - clock.now() - 1)
    await is('NeedsAttention')
    clock.advance(1)
    await is('Available')
  })

  test('last 24 months at most, also from the 29th of February', async () => {
    const leap = Date.parse('2028-02-29T12:00:00.000Z')
    clock.advance(leap - clock.now())
    admin = await server.createClient([{ name: 'Manage API clients' }])
    client = await server.createClient()
    assert.equal((await generate({ expiresOn: '2030-02-28' })).secretExpiresAt, '2030-02-28T23:59:00.000Z')
    const tooLate = await request('POST', `/${client.key}/secrets`, { expiresOn: '2030-03-01' })
    assertProblem(tooLate, 'secret_expiry_invalid', 'expiresOn', '2030-02-28')
    clock.advance(Date.parse('2028-02-29T23:59:00.000Z') - clock.now())
    const today = await request('POST', `/${client.key}/secrets`, { expiresOn: '2028-02-29' })
    assertProblem(today, 'secret_expiry_invalid')
  })

  test('are used: the client shows when, and it is kept', async () => {
    assert.equal((await read()).lastUsedAt, null)
    clock.advance(minute)
    await server.token(client)
    const used = new Date(clock.now()).toISOString()
    clock.advance(minute)
    await server.context.lastUse.flush()
    assert.equal((await read()).lastUsedAt, used)
    const failed = { ...client, clientSecret: admin.clientSecret }
    assert.equal(await works(failed), false)
    await server.context.lastUse.flush()
    assert.equal((await read()).lastUsedAt, used, 'a wrong secret is no use')
    const sorted = (await request('GET', '?sort=-lastUsedAt&limit=2')).body.results
    assert.deepEqual(
      sorted.map(({ key }: Credentials) => key),
      [admin.key, client.key],
    )
  })

  test('stand nowhere: not in lists, the database, the audit trail or the log', async () => {
    const secrets = [client, await generate({ overlapHours: 1 }), admin].map(({ clientSecret }) => clientSecret)
    const token = await server.token(admin)
    const wrong = `ptcs_${'0'.repeat(72)}`
    assert.equal(await works({ ...client, clientSecret: wrong }), false)
    const answers = [await request('GET', ''), await request('GET', `/${client.key}`)].map(({ text }) => text)
    const stored = JSON.stringify(await contentsOf(server.context.database.db))
    const logged = JSON.stringify(server.logLines)
    for (const text of [...answers, stored, logged]) {
      for (const secret of [...secrets, wrong]) assert.ok(!text.includes(secret) && !text.includes(secret.slice(5, 40)))
      assert.ok(!text.includes(token) && !text.includes(token.split('.')[2] ?? ''))
    }
    assert.ok(logged.includes('/identity/token') && stored.includes(client.clientId))
  })
})
