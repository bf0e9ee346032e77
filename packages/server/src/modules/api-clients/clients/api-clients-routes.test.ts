import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { decodeProtectedHeader } from 'jose'

const path = '/api/management/v1/api-clients'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('/api/management/v1/api-clients', (engine) => {
  let clock: TestClock
  let server: TestServer
  let admin: Caller

  const request = (method: string, place: string, body?: unknown): Promise<Received> => {
    const options: SendOptions = { token: admin.token, ...(body === undefined ? {} : { body }) }
    return send(server.url, method, path + place, options)
  }

  const create = async (body: object = {}) => {
    const created = await request('POST', '', { name: 'Made by a test', ...body })
    assert.equal(created.status, 201, created.text)
    return created.body as { key: string; clientId: string; clientSecret: string; secretExpiresAt: string }
  }

  const read = async (key: string) => {
    const { status, body } = await request('GET', `/${key}`)
    assert.equal(status, 200)
    return body
  }

  const refuses = (work: () => Promise<Received>): Promise<Received> => changingNothing(server, work)

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
    admin = await server.administrator()
  })

  test('creates a client whose secret lasts 90 days, to 23:59 UTC, and tells it once', async () => {
    const created = await request('POST', '', { name: 'First' })
    assert.equal(created.status, 201)
    assert.equal(created.headers['cache-control'], 'no-store')
    const { key, clientId, clientSecret, ...rest } = created.body
    assert.deepEqual(rest, { secretExpiresAt: '2027-02-21T23:59:00.000Z' })
    assert.match(key, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    assert.match(clientId, /^[0-9a-f]{32}$/)
    assert.match(clientSecret, /^ptcs_[0-9a-f]{72}$/)
    const { secrets, ...details } = await read(key)
    assert.equal(secrets.length, 1)
    assert.deepEqual(details, {
      key,
      clientId,
      name: 'First',
      description: null,
      status: 'NeedsAttention',
      secretLastFour: clientSecret.slice(-4),
      hasExpiryReminder: true,
      accessTokenType: 'at+jwt',
      accessTokenMinutes: 720,
      secretExpiresAt: '2027-02-21T23:59:00.000Z',
      mayRotateSecret: false,
      lastUsedAt: null,
      firstRequestAt: null,
      createdBy: { type: 'api-client', key: admin.credentials.key, name: 'Test client' },
      createdAt: '2026-11-23T15:00:00.000Z',
      updatedAt: '2026-11-23T15:00:00.000Z',
      jwks: null,
      publicKeys: [],
      jwksUri: null,
      jwksFetch: null,
      permissions: [],
      automaticPermissions: [],
    })
  })

  test('takes everything that can be given', async () => {
    const jwks = { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })] }
    const { key } = await create({
      name: 'Everything',
      description: 'Line one\nline two\t🙂',
      expiresOn: '2027-01-31',
      permissions: [{ name: 'View members' }],
      jwks,
    })
    const { name, description, secretExpiresAt, status, ...rest } = await read(key)
    assert.deepEqual(
      { name, description, secretExpiresAt, status },
      {
        name: 'Everything',
        description: 'Line one\nline two\t🙂',
        secretExpiresAt: '2027-01-31T23:59:00.000Z',
        status: 'Available',
      },
    )
    assert.deepEqual(rest.jwks, jwks)
  })

  test('lets secrets expire between today and 24 months ahead', async () => {
    assert.equal((await create({ expiresOn: '2026-11-23' })).secretExpiresAt, '2026-11-23T23:59:00.000Z')
    assert.equal((await create({ expiresOn: '2028-11-23' })).secretExpiresAt, '2028-11-23T23:59:00.000Z')
    assert.equal((await create({ expiresOn: null })).secretExpiresAt, '2027-02-21T23:59:00.000Z')
    for (const expiresOn of ['2026-11-22', '2028-11-24', '1970-01-01', '9999-12-31']) {
      const refused = await refuses(() => request('POST', '', { name: 'x', expiresOn }))
      assertProblem(refused, 'secret_expiry_invalid', 'expiresOn', '2026-11-23', '2028-11-23')
    }
  })

  test('lists clients by name, filtered, sorted and page by page', async () => {
    const names = ['äpfel', 'Zebra', 'apple', 'APPLE', 'Ärger', 'x_y', '100%']
    for (const name of names) {
      clock.advance(1)
      await create({ name: `list ${name}` })
    }
    const list = async (query: string) => (await request('GET', `?nameContains=LIST%20&${query}`)).body
    const all = (await list('')).results.map(({ name }: { name: string }) => name.slice(5))
    assert.deepEqual(all, ['100%', 'äpfel', 'apple', 'APPLE', 'Ärger', 'x_y', 'Zebra'])
    const down = (await list('sort=-name')).results.map(({ name }: { name: string }) => name.slice(5))
    assert.deepEqual(down, [...all].reverse())
    const first = await list('limit=3')
    assert.deepEqual(first.page, { count: 3, limit: 3, offset: 0, totalResults: 7, nextPageOffset: 3, totalPages: 3 })
    const rest = await list('limit=3&offset=6')
    assert.deepEqual([rest.results.length, rest.page.nextPageOffset], [1, null])
    assert.ok(!('permissions' in first.results[0]))
    for (const [text, found] of [
      ['%25', '100%'],
      ['_', 'x_y'],
      ['ZEBRA', 'Zebra'],
      ['%C3%84rger', 'Ärger'],
    ]) {
      const { results } = (await request('GET', `?nameContains=${text}`)).body
      assert.deepEqual(
        results.map(({ name }: { name: string }) => name),
        [`list ${found}`],
      )
    }
    for (const sort of ['createdAt', 'lastUsedAt', 'secretExpiresAt']) {
      const up = (await list(`sort=${sort}`)).results.map(({ key }: { key: string }) => key)
      const back = (await list(`sort=-${sort}`)).results.map(({ key }: { key: string }) => key)
      assert.deepEqual(back, up.reverse(), sort)
    }
  })

  test('finds a client by its client ID, as a filter and as a search that is the whole of it', async () => {
    const { key, clientId } = await create({ name: 'Found by its ID' })
    const other = await create({ name: `Copy of ${clientId}` })
    const found = async (query: string) => {
      const { body } = await request('GET', `?${query}`)
      assert.equal(body.page.totalResults, body.results.length, query)
      return body.results.map((row: { key: string }) => row.key)
    }
    assert.deepEqual(await found(`clientId=${clientId}`), [key])
    assert.deepEqual(await found(`clientId=${clientId}&nameContains=by%20its&status=NeedsAttention`), [key])
    assert.deepEqual(await found(`clientId=${clientId}&nameContains=else`), [])
    assert.deepEqual(await found(`clientId=${clientId}&status=Suspended`), [])
    for (const part of [clientId.slice(1), clientId.toUpperCase(), `${clientId}0`, '%25']) {
      assert.deepEqual(await found(`clientId=${part}`), [], part)
    }
    assert.deepEqual(await found(`nameContains=${clientId.toUpperCase()}`), [key])
    for (const length of [8, 31]) {
      assert.deepEqual(await found(`nameContains=${clientId.slice(0, length).toUpperCase()}`), [other.key, key])
    }
    assert.deepEqual(await found(`nameContains=${clientId.slice(0, 7)}`), [other.key])
    // A client ID of nobody is a text like any other.
    await request('PATCH', `/${key}`, { name: `No ${'0'.repeat(32)}` })
    assert.deepEqual(await found(`nameContains=${'0'.repeat(32)}`), [key])
  })

  test('edits details, and leaves what is not given', async () => {
    const { key, clientSecret } = await create({ description: 'Before' })
    clock.advance(60_000)
    const edit = async (body: object) => {
      const { status, text } = await request('PATCH', `/${key}`, body)
      assert.deepEqual([status, text], [204, ''])
      const { name, description } = await read(key)
      return { name, description }
    }
    const same = { name: 'Made by a test', description: 'Before' }
    const { updatedAt } = await read(key)
    assert.deepEqual(await changingNothing(server, () => edit({})), same)
    assert.equal((await read(key)).updatedAt, updatedAt)
    assert.deepEqual(await edit({ name: 'After' }), { ...same, name: 'After' })
    assert.notEqual((await read(key)).updatedAt, updatedAt)
    assert.deepEqual(await edit({ description: null }), {
      name: 'After',
      description: null,
    })
    assert.equal((await read(key)).secretLastFour, clientSecret.slice(-4))
    for (const body of [
      { expiresOn: '2027-01-01' },
      { hasExpiryReminder: null },
      { accessTokenType: null },
      { accessTokenType: 'jwt' },
      { accessTokenType: 'application/at+jwt' },
      { permissions: [] },
      { name: null },
      { clientId: 'x' },
    ]) {
      assertProblem(await refuses(() => request('PATCH', `/${key}`, body)), 'invalid_body', Object.keys(body)[0] ?? '')
    }
  })

  test('reminds of the expiry unless told otherwise, and can be told later', async () => {
    const key = (await create({ hasExpiryReminder: false })).key
    assert.equal((await read(key)).hasExpiryReminder, false)
    assert.equal((await request('PATCH', `/${key}`, { hasExpiryReminder: true })).status, 204)
    assert.equal((await read(key)).hasExpiryReminder, true)
    assert.equal((await request('PATCH', `/${key}`, { name: 'Renamed' })).status, 204)
    assert.equal((await read(key)).hasExpiryReminder, true)
  })

  test('names the type of token that the client is set to, which both works and gives no power', async () => {
    const permissions = [{ name: 'View members' }]
    const { key, clientId, clientSecret } = await create({ accessTokenType: 'JWT', permissions })
    const typeOf = async () => {
      const token = await server.token({ clientId, clientSecret })
      assert.equal((await send(server.url, 'GET', '/api/identity/v1/users', { token })).status, 200)
      const form = { client_id: clientId, client_secret: clientSecret, token }
      const told = await send(server.url, 'POST', '/identity/token/introspection', { form })
      assert.equal(told.body.active, true)
      return decodeProtectedHeader(token).typ
    }
    assert.equal(await typeOf(), 'JWT')
    // Whoever may manage API clients may change it, without what the client may do.
    const manager = await server.caller('Manage API clients')
    const edited = await manager.call('PATCH', `/api/management/v1/api-clients/${key}`, { accessTokenType: 'at+jwt' })
    assert.equal(edited.status, 204, edited.text)
    assert.equal((await read(key)).accessTokenType, 'at+jwt')
    assert.equal(await typeOf(), 'at+jwt')
  })

  test('refuses public keys that are private, weak or none', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })
    const key = (await create()).key
    const refused: [jwk: object, says: string][] = [
      [privateKey.export({ format: 'jwk' }), 'private key'],
      [{ kty: 'oct', k: 'c2VjcmV0' }, 'private key'],
      [weak, '2048'],
      [other, 'P-256'],
      [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }, 'not a valid'],
      [{}, 'not a valid'],
    ]
    for (const [jwk, says] of refused) {
      const jwks = { keys: [jwk] }
      assertProblem(await refuses(() => request('POST', '', { name: 'x', jwks })), 'jwks_invalid', 'keys[0]', says)
      assertProblem(await refuses(() => request('PATCH', `/${key}`, { jwks })), 'jwks_invalid', 'keys[0]', says)
    }
  })

  test('suspends, resumes and deletes, the last only after the first', async () => {
    const { key } = await create({ permissions: [{ name: 'Use' }] })
    const act = async (method: string, place: string) => {
      const { status, text } = await request(method, `/${key}${place}`)
      assert.deepEqual([status, text], [204, ''])
    }
    assertProblem(await refuses(() => request('DELETE', `/${key}`)), 'api_client_not_suspended', 'Made by a test')
    await act('POST', '/suspend')
    await changingNothing(server, () => act('POST', '/suspend'))
    assert.equal((await read(key)).status, 'Suspended')
    await act('POST', '/resume')
    await changingNothing(server, () => act('POST', '/resume'))
    assert.equal((await read(key)).status, 'Available')
    await act('POST', '/suspend')
    await act('DELETE', '')
    assertProblem(await request('GET', `/${key}`), 'api_client_not_found', key)
    const { db } = server.context.database
    for (const table of ['api_client_secrets', 'api_client_permissions'] as const) {
      assert.deepEqual(await db.selectFrom(table).selectAll().where('api_client_key', '=', key).execute(), [])
    }
  })

  test('answers 404 for clients that there are not', async () => {
    const bodies: [method: string, place: string, body?: object][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'x' }],
      ['DELETE', ''],
      ['PUT', '/permissions', { permissions: [] }],
      ['POST', '/secrets', {}],
      ['POST', '/suspend'],
      ['POST', '/resume'],
    ]
    for (const [method, place, body] of bodies) {
      const refused = await refuses(() => request(method, `/${nobody}${place}`, body))
      assertProblem(refused, 'api_client_not_found', nobody)
    }
  })
})
