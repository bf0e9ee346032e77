import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { openElsewhere } from '@portico/testing/organizations.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { decodeProtectedHeader } from 'jose'
import type { Context } from '../../src/context.ts'
import { deleteApiClient } from '../../src/modules/api-clients/clients/delete-api-client.ts'
import { generateSecret } from '../../src/modules/api-clients/clients/generate-secret.ts'
import { replaceApiClientPermissions } from '../../src/modules/api-clients/clients/replace-api-client-permissions.ts'
import { resumeApiClient, suspendApiClient } from '../../src/modules/api-clients/clients/suspend-api-client.ts'
import { revokeToken } from '../../src/modules/api-clients/tokens/revoke-token.ts'
import { listAuditEntries } from '../../src/modules/foundation/audit/list-audit-entries.ts'
import { newKeySet } from '../../src/modules/foundation/signing-keys/key-pair.ts'
import { listSigningKeys } from '../../src/modules/foundation/signing-keys/list-signing-keys.ts'
import { rotateSigningKey, rotateToKeySet } from '../../src/modules/foundation/signing-keys/rotate-signing-key.ts'

const users = '/api/identity/v1/users'
const hour = 3_600_000

onBothEngines('Tokens that were issued', (engine) => {
  let clock: TestClock
  let server: TestServer
  /** Another process on the same database: a command at the terminal, or another node. */
  let elsewhere: Context
  let caller: Caller

  const ask = (token = caller.token): Promise<Received> => send(server.url, 'GET', users, { token })

  /** Asks until the answer is there. How long a change by another process may take: nothing on SQLite, else a second. */
  const soon = async (isThere: (received: Received) => boolean | Promise<boolean>): Promise<Received> => {
    const ends = performance.now() + (engine === 'sqlite' ? 0 : 1_000)
    for (;;) {
      const started = performance.now()
      const received = await ask()
      if ((await isThere(received)) || started > ends) return received
    }
  }

  const revoke = async (token: string, { clientId, clientSecret } = caller.credentials): Promise<number> => {
    const form = { token, client_id: clientId, client_secret: clientSecret }
    return (await send(server.url, 'POST', '/identity/token/revocation', { form })).status
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    elsewhere = await openElsewhere(server)
  })

  beforeEach(async () => {
    caller = await server.caller('View members')
    assert.equal((await ask()).status, 200)
  })

  test('stop working when they are revoked, and only they', async () => {
    const other = await server.token(caller.credentials)
    assert.equal(await revoke(caller.token), 200)
    assertProblem(await ask(), 'token_revoked')
    assert.equal((await ask(other)).status, 200)
    assert.equal(await revoke(caller.token), 200, 'again')
    clock.advance(hour)
    assertProblem(await ask(), 'token_revoked')
  })

  test('have one entry in the audit trail when they are revoked, which says from where', async () => {
    const traceId = randomBytes(16).toString('hex')
    const { clientId, clientSecret, key } = caller.credentials
    const form = { token: caller.token, client_id: clientId, client_secret: clientSecret }
    const headers = { traceparent: `00-${traceId}-${'1'.repeat(16)}-01` }
    const revokeOnce = () => send(server.url, 'POST', '/identity/token/revocation', { form, headers })
    await Promise.all(Array.from({ length: 5 }, revokeOnce))
    const { results } = await listAuditEntries(server.context, server.system, { actorKey: [key] })
    assert.deepEqual(
      results.map(({ action, actor, ...entry }) => [action, actor.address, entry.traceId]),
      [['token.revoked', '127.0.0.1', traceId]],
    )
  })

  test('are not revoked by another client', async () => {
    const stranger = await server.createClient()
    assert.notEqual(await revoke(caller.token, stranger), 200)
    assert.equal((await ask()).status, 200)
  })

  test('stop working when the client is suspended, and work again when it is resumed', async () => {
    const { key } = caller.credentials
    await suspendApiClient(server.context, server.system, key)
    assertProblem(await ask(), 'client_suspended')
    await assert.rejects(server.token(caller.credentials), /suspended/)
    await resumeApiClient(server.context, server.system, key)
    assert.equal((await ask()).status, 200)
  })

  test('stop working when the client is deleted', async () => {
    const { key } = caller.credentials
    await suspendApiClient(server.context, server.system, key)
    await deleteApiClient(server.context, server.system, key)
    assertProblem(await ask(), 'client_gone')
  })

  test('have the permissions that the client has now', async () => {
    const { key } = caller.credentials
    const create = () => send(server.url, 'POST', users, { token: caller.token, body: { email: `${key}@example.com` } })
    assertProblem(await create(), 'permission_missing', 'Manage users')
    await replaceApiClientPermissions(server.context, server.system, key, [{ name: 'Manage users' }])
    assert.equal((await create()).status, 201)
    await replaceApiClientPermissions(server.context, server.system, key, [{ name: 'View stage' }])
    assertProblem(await create(), 'permission_missing')
    assertProblem(await ask(), 'permission_missing', 'View members')
    await replaceApiClientPermissions(server.context, server.system, key, [])
    assertProblem(await ask(), 'permission_missing')
  })

  test('work on after the secret has expired or was replaced', async () => {
    const old = caller.credentials
    const renewed = await generateSecret(server.context, server.system, old.key, {})
    assert.equal((await ask()).status, 200)
    await assert.rejects(server.token(old), /invalid_client/)
    assert.equal((await ask(await server.token(renewed))).status, 200)
  })

  test('follow what another process does to their client', async () => {
    const { key } = caller.credentials
    await suspendApiClient(elsewhere, server.system, key)
    assertProblem(await soon(({ status }) => status === 401), 'client_suspended')
    await resumeApiClient(elsewhere, server.system, key)
    assert.equal((await soon(({ status }) => status === 200)).status, 200)
    await replaceApiClientPermissions(elsewhere, server.system, key, [])
    assertProblem(await soon(({ status }) => status === 403), 'permission_missing')
    await suspendApiClient(elsewhere, server.system, key)
    await deleteApiClient(elsewhere, server.system, key)
    assertProblem(await soon(({ body }) => body.errorCode === 'PTC-AUT-40106'), 'client_gone')
  })

  test('are not issued to a client that another process has suspended, deleted or given another secret', async () => {
    const { key, clientId, clientSecret } = caller.credentials
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    const grant = { grant_type: 'client_credentials' }
    const inForm = { form: { ...grant, client_id: clientId, client_secret: clientSecret } }
    const inHeader = { form: grant, headers: { authorization } }
    /** What becomes of the secret in the form and in the header, as soon as this process has to know */
    const outcomes = async (isThere: (body: { error_description?: string }) => boolean) => {
      const request = async (options: object) => (await send(server.url, 'POST', '/identity/token', options)).body
      await soon(async () => isThere(await request(inForm)))
      return [await request(inForm), await request(inHeader)].map((body) => body.error_description ?? 'a token')
    }
    const hasToken = (body: object) => 'access_token' in body

    assert.deepEqual(await outcomes(hasToken), ['a token', 'a token'])
    await suspendApiClient(elsewhere, server.system, key)
    const suspended = await outcomes((body) => !hasToken(body))
    for (const outcome of suspended) assert.match(outcome, /is suspended/)
    await resumeApiClient(elsewhere, server.system, key)
    assert.deepEqual(await outcomes(hasToken), ['a token', 'a token'])
    await generateSecret(elsewhere, server.system, key, { overlapHours: 1 })
    assert.deepEqual(await outcomes(hasToken), ['a token', 'a token'])
    clock.advance(hour)
    for (const outcome of await outcomes((body) => !hasToken(body))) assert.match(outcome, /has expired/)
    await suspendApiClient(elsewhere, server.system, key)
    await deleteApiClient(elsewhere, server.system, key)
    const deleted = await outcomes(({ error_description = '' }) => error_description.startsWith('Unknown'))
    for (const outcome of deleted) assert.match(outcome, /^Unknown client_id/)
  })

  test('are revoked by another process', async () => {
    const [, payload = ''] = caller.token.split('.')
    const { jti, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    await revokeToken(elsewhere, server.system, { id: jti, expiresAt: new Date(exp * 1000) })
    assertProblem(await soon(({ status }) => status === 401), 'token_revoked')
  })

  test('outlive the rotation of the key for as long as the former key counts', async () => {
    const before = caller.token
    const { kid } = await rotateSigningKey(server.context, server.system, { algorithm: 'ES256', isImmediate: true })
    const after = await server.token(caller.credentials)
    assert.equal(decodeProtectedHeader(after).kid, kid)
    assert.notEqual(decodeProtectedHeader(before).kid, kid)
    assert.deepEqual([(await ask(before)).status, (await ask(after)).status], [200, 200])

    await rotateSigningKey(server.context, server.system, {
      algorithm: 'EdDSA',
      overlapHours: 2,
      isImmediate: true,
    })
    const latest = await server.token(caller.credentials)
    assert.equal(decodeProtectedHeader(latest).alg, 'EdDSA')
    clock.advance(2 * hour - 1)
    assert.deepEqual([(await ask(before)).status, (await ask(after)).status], [200, 200])
    clock.advance(1)
    for (const token of [before, after]) assertProblem(await ask(token), 'token_invalid')
    assert.equal((await ask(latest)).status, 200)
  })

  test('die with a key that is rotated without overlap, here or elsewhere', async () => {
    await rotateSigningKey(server.context, server.system, { algorithm: 'ES256', overlapHours: 0 })
    assertProblem(await ask(), 'token_invalid', 'key')
    caller = { ...caller, token: await server.token(caller.credentials) }
    assert.equal((await ask()).status, 200)
    await rotateSigningKey(elsewhere, server.system, { algorithm: 'EdDSA', overlapHours: 0 })
    assertProblem(await soon(({ status }) => status === 401), 'token_invalid')
    const fresh = await server.token(caller.credentials)
    assert.equal(decodeProtectedHeader(fresh).alg, 'EdDSA')
    assert.equal((await ask(fresh)).status, 200)
  })

  test('are signed by one key, however many rotations come at once', async () => {
    const atOnce = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: 8 }, work))
    // Has the connections opened, so that none begins when another one has ended already.
    await atOnce(() => listSigningKeys(server.context, server.organizationKey))
    const keySet = await newKeySet('ES256')
    await atOnce(() => rotateToKeySet(server.context, server.system, keySet, { isImmediate: true }))
    const keys = await listSigningKeys(server.context, server.organizationKey)
    const stay = keys.filter(({ retiresAt }) => retiresAt === null)
    assert.deepEqual(stay.map(({ algorithm }) => algorithm).sort(), ['ES256', 'RS256'])
  })
})
