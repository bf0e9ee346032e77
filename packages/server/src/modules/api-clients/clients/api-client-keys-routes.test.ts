import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { ASSERTION_TYPE, createSigningKey, signAssertion } from '@portico/testing/authorization-server.ts'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'

const path = '/api/management/v1/api-clients'
const started = '2026-11-23T15:30:00.000Z'

onBothEngines('The public keys of an API client', (engine) => {
  let clock: TestClock
  let server: TestServer
  let admin: Caller
  /** What stands at an address of the client's own, by its path */
  const published = new Map<string, { status?: number; body: string; waits?: Promise<void> }>()
  let asked: string[] = []
  let origin = ''

  before(async () => {
    const keys = createServer(async ({ url = '' }, response) => {
      asked.push(url)
      const { status = 200, body, waits } = published.get(url) ?? { status: 404, body: '' }
      await waits
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => keys.once('listening', resolve))
    afterFile(async () => void keys.close())
    origin = `http://127.0.0.1:${(keys.address() as { port: number }).port}`
    clock = testClock(Date.parse(started))
    const environment = { PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.1' }
    server = await startTestServer({ engine, clock, environment })
    admin = await server.administrator()
  })

  const publish = (place: string, ...keys: object[]) => published.set(place, { body: JSON.stringify({ keys }) })
  const create = async (body: object = {}) => {
    const created = await admin.call('POST', path, { name: 'Signs', permissions: [{ name: 'View members' }], ...body })
    assert.equal(created.status, 201, created.text)
    return created.body as { key: string; clientId: string }
  }
  const read = async (key: string) => (await admin.call('GET', `${path}/${key}`)).body
  const edit = (key: string, body: object, by = admin) => by.call('PATCH', `${path}/${key}`, body)
  const getToken = async (clientId: string, signer: ReturnType<typeof createSigningKey>, claims: object = {}) => {
    const aud = `${server.context.publicUrl()}/identity`
    const client_assertion = await signAssertion(signer, clientId, { aud, ...claims })
    const form = { grant_type: 'client_credentials', client_assertion, client_assertion_type: ASSERTION_TYPE }
    return send(server.url, 'POST', '/identity/token', { form })
  }

  test('say when they were added and by whom, each for itself', async () => {
    const [first, second] = [createSigningKey('ES256', 'one'), createSigningKey('EdDSA', 'two')]
    const { key } = await create({ jwks: { keys: [first.publicJwk] } })
    const by = { type: 'api-client', key: admin.credentials.key, name: 'Test client' }
    assert.deepEqual((await read(key)).publicKeys, [{ keyId: 'one', createdAt: started, createdBy: by }])
    clock.advance(60_000)
    const other = await server.caller('Manage API clients', 'View members')
    const edited = await edit(key, { jwks: { keys: [second.publicJwk, first.publicJwk] } }, other)
    assert.equal(edited.status, 204, edited.text)
    assert.deepEqual((await read(key)).publicKeys, [
      {
        keyId: 'two',
        createdAt: '2026-11-23T15:31:00.000Z',
        createdBy: { ...by, key: other.credentials.key },
      },
      { keyId: 'one', createdAt: started, createdBy: by },
    ])
    // Keys from before this was recorded
    const { db } = server.context.database
    await db.updateTable('api_clients').set({ jwks_origins: null }).where('key', '=', key).execute()
    assert.deepEqual((await read(key)).publicKeys[1], { keyId: 'one', createdAt: null, createdBy: null })
    assert.equal((await edit(key, { jwks: null })).status, 204)
    assert.deepEqual((await read(key)).publicKeys, [])
  })

  test('are read at an address, which replaces those that are stored', async () => {
    const signer = createSigningKey('ES256', 'one')
    publish('/keys', { kty: 'oct', k: 'c2VjcmV0' }, signer.publicJwk)
    const jwksUri = `${origin}/keys`
    const { key, clientId } = await create({ jwks: { keys: [createSigningKey('ES256', 'stored').publicJwk] } })
    assertProblem(await changingNothing(server, () => edit(key, { jwksUri })), 'jwks_uri_invalid', 'not both')
    const edited = await edit(key, { jwksUri, jwks: null })
    assert.equal(edited.status, 204, edited.text)
    const { jwks, jwksFetch, ...client } = await read(key)
    assert.deepEqual([jwks, client.jwksUri, client.publicKeys], [null, jwksUri, []])
    assert.deepEqual(jwksFetch, { fetchedAt: new Date(clock.now()).toISOString(), failedAt: null, failure: null })
    assert.equal((await getToken(clientId, signer)).status, 200)
    assert.equal((await getToken(clientId, createSigningKey('ES256', 'one'))).status, 401)
    const { db } = server.context.database
    const entries = db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key)
    const entry = await entries.where('action', '=', 'api-client.updated').executeTakeFirstOrThrow()
    assert.equal(JSON.parse(entry.new_values ?? '{}').jwksUri, jwksUri)
    assert.equal((await edit(key, { jwksUri: null })).status, 204)
    assert.equal((await getToken(clientId, signer)).status, 401)
    assert.equal((await read(key)).jwksFetch, null)
  })

  test('are read again for a new key, once in ten seconds whatever is sent, and after five minutes', async () => {
    const [before, after] = [createSigningKey('ES256', 'before'), createSigningKey('RS256', 'after')]
    publish('/rotated', before.publicJwk)
    const { clientId } = await create({ jwksUri: `${origin}/rotated` })
    asked = []
    assert.equal((await getToken(clientId, before)).status, 200)
    publish('/rotated', after.publicJwk)
    clock.advance(10_000)
    assert.equal((await getToken(clientId, after)).status, 200)
    assert.equal(asked.length, 2)
    const unknown = Array.from({ length: 20 }, (_, index) => createSigningKey('ES256', `unknown ${index}`))
    const refused = await Promise.all(unknown.map((signer) => getToken(clientId, signer)))
    assert.ok(refused.every(({ status, body }) => status === 401 && body.error === 'invalid_client'))
    assert.equal(asked.length, 2, 'unknown keys wait for ten seconds')
    // What is refused whatever the keys are costs nothing, and neither does the key that is there.
    clock.advance(60_000)
    assert.equal(
      (await getToken(clientId, unknown[0] as typeof before, { aud: 'https://elsewhere.example' })).status,
      401,
    )
    assert.equal((await getToken(clientId, after)).status, 200)
    assert.equal(asked.length, 2)
    clock.advance(300_000)
    assert.equal((await getToken(clientId, after)).status, 200)
    assert.equal(asked.length, 3)
  })

  test('that cannot be read give no token, and those who manage the client see why', async () => {
    const signer = createSigningKey('ES256', 'one')
    publish('/fails', signer.publicJwk)
    const { key, clientId } = await create({ jwksUri: `${origin}/fails` })
    const { fetchedAt } = (await read(key)).jwksFetch
    assert.equal((await getToken(clientId, signer)).status, 200)
    for (const [answer, says] of [
      [{ status: 500, body: 'secret of the other server' }, '500'],
      [{ body: '<html>' }, 'JSON'],
      [{ body: JSON.stringify({ keys: [], padding: 'x'.repeat(300_000) }) }, 'more than is read'],
      [{ body: JSON.stringify({ keys: [createSigningKey('ES256').privateKey.export({ format: 'jwk' })] }) }, 'no key'],
    ] as const) {
      published.set('/fails', answer)
      clock.advance(300_001)
      const refused = await getToken(clientId, signer)
      assert.deepEqual([refused.status, refused.body.error], [401, 'invalid_client'], says)
      assert.doesNotMatch(refused.text, /fails|500|other server/)
      const { jwksFetch } = await read(key)
      assert.match(jwksFetch.failure, new RegExp(says))
      assert.doesNotMatch(jwksFetch.failure, /other server/)
      assert.ok(jwksFetch.failedAt > fetchedAt)
    }
    await server.context.useCounts.flush()
    const { refusals } = (await admin.call('GET', `${path}/${key}/use?period=Day`)).body
    assert.deepEqual(
      refusals.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
      [['keys not readable', 4]],
    )
    publish('/fails', signer.publicJwk)
    clock.advance(300_001)
    assert.equal((await getToken(clientId, signer)).status, 200)
    const { jwksFetch } = await read(key)
    assert.ok(jwksFetch.fetchedAt > jwksFetch.failedAt)
  })

  test('at an address that answers slowly hold up no other client', async () => {
    const signer = createSigningKey('ES256', 'one')
    publish('/slow', signer.publicJwk)
    const slow = await create({ jwksUri: `${origin}/slow` })
    const quick = await create({ jwks: { keys: [signer.publicJwk] } })
    const { promise: waits, resolve: answer } = Promise.withResolvers<void>()
    published.set('/slow', { body: JSON.stringify({ keys: [signer.publicJwk] }), waits })
    asked = []
    const waiting = [getToken(slow.clientId, signer), getToken(slow.clientId, signer)]
    assert.equal((await getToken(quick.clientId, signer)).status, 200)
    answer()
    for (const { status } of await Promise.all(waiting)) assert.equal(status, 200)
    assert.deepEqual(asked, ['/slow'], 'all wait for one request')
  })

  test('are set only by whoever may be the client, in both ways', async () => {
    publish('/mine', createSigningKey('ES256', 'mine').publicJwk)
    const { key } = await create({ permissions: [{ name: 'Manage users' }] })
    const manager = await server.caller('Manage API clients')
    for (const body of [
      { jwksUri: `${origin}/mine` },
      { jwks: { keys: [createSigningKey('ES256', 'mine').publicJwk] } },
    ]) {
      const refused = await changingNothing(server, () => edit(key, body, manager))
      assertProblem(refused, 'permission_missing', 'Manage users')
    }
    // Nor does such an address count for a client with more than its creator has.
    const body = { name: 'Mine', permissions: [{ name: 'Manage users' }], jwksUri: `${origin}/mine` }
    assertProblem(await changingNothing(server, () => manager.call('POST', path, body)), 'permission_missing')
  })

  test('are refused at addresses that the server does not ask, or where none can be used', async () => {
    const { key } = await create()
    publish('/private', createSigningKey('ES256', 'x').privateKey.export({ format: 'jwk' }))
    published.set('/none', { body: '{"keys":[]}' })
    for (const [jwksUri, ...words] of [
      ['http://127.0.0.2/keys', 'https'],
      ['https://10.0.0.1/keys', 'public address'],
      ['https://169.254.169.254/latest', 'public address'],
      ['https://[::1]/keys', 'public address'],
      ['file:///etc/passwd', 'https'],
      ['https://user:word@keys.example.com/', 'user name'],
      [`${origin}/private`, 'None of the keys'],
      [`${origin}/none`, 'None of the keys'],
      [`${origin}/missing`, '404'],
    ] as const) {
      const refused = await changingNothing(server, () => edit(key, { jwksUri }))
      assertProblem(refused, 'jwks_uri_invalid', 'jwksUri', ...words)
    }
    // One that was stored when the operator allowed more is not asked any more.
    const signer = createSigningKey('ES256', 'one')
    publish('/keys', signer.publicJwk)
    const other = await create({ jwksUri: `${origin}/keys` })
    const { db } = server.context.database
    asked = []
    const stored = { jwks_uri: `${origin.replace('127.0.0.1', '127.0.0.2')}/keys` }
    await db.updateTable('api_clients').set(stored).where('key', '=', other.key).execute()
    assert.equal((await getToken(other.clientId, signer)).status, 401)
    assert.deepEqual(asked, [])
  })
})
