import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { signedInMember } from '@portico/testing/signed-in-members.ts'
import type { Credentials, RenewedCredentials } from './credentials.ts'
import { generateSecret } from './generate-secret.ts'
import { getApiClient } from './get-api-client.ts'
import { suspendApiClient } from './suspend-api-client.ts'
import { updateApiClient } from './update-api-client.ts'

const clients = '/api/management/v1/api-clients'
const path = `${clients}/me/secrets`
const hour = 3_600_000

onBothEngines('An API client makes its own next secret', (engine) => {
  let clock: TestClock
  let server: TestServer
  let client: Credentials

  const rotateWith = async (token: string, body: object = {}): Promise<Received> =>
    send(server.url, 'POST', path, { token, body: { clientSecret: client.clientSecret, ...body } })
  const rotate = async (body: object = {}): Promise<Received> => rotateWith(await server.token(client), body)
  /** As it must be. @returns the client with its new secret */
  const rotated = async (body: object = {}): Promise<RenewedCredentials> => {
    clock.advance(1)
    const { status, text, headers, body: credentials } = await rotate(body)
    assert.equal(status, 201, text)
    assert.equal(headers['cache-control'], 'no-store')
    return credentials
  }
  const works = (credentials: Credentials): Promise<boolean> =>
    server.token(credentials).then(
      () => true,
      () => false,
    )
  /** Gets a token, and waits until the use is stored. */
  const use = async (credentials: Credentials): Promise<void> => {
    assert.ok(await works(credentials))
    await server.context.lastUse.flush()
  }
  const countSecrets = async (): Promise<number> => {
    const { db } = server.context
    return (await db.selectFrom('api_client_secrets').where('api_client_key', '=', client.key).selectAll().execute())
      .length
  }
  const refused = async (answer: Received, problem: Parameters<typeof assertProblem>[1], detail: RegExp) => {
    const before = await countSecrets()
    assertProblem(answer, problem, detail)
    assert.equal(await countSecrets(), before)
    assert.ok(await works(client), 'the secret works as it did')
  }

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
  })
  beforeEach(async () => {
    // Without any permission.
    client = await server.createClient([], { name: 'Payroll', mayRotateSecret: true })
  })

  test('with the one that it has, which goes on for a day; both go by the rules of every secret', async () => {
    const next = await rotated()
    assert.deepEqual([next.key, next.clientId], [client.key, client.clientId])
    assert.notEqual(next.clientSecret, client.clientSecret)
    assert.equal(next.secretExpiresAt, '2027-02-21T23:59:00.000Z')
    clock.advance(24 * hour - 1)
    assert.deepEqual([await works(client), await works(next)], [true, true])
    clock.advance(1)
    assert.deepEqual([await works(client), await works(next)], [false, true])
    for (const [body, problem] of [
      [{ expiresOn: '2029-01-01' }, 'secret_expiry_invalid'],
      [{ expiresOn: '2020-01-01' }, 'secret_expiry_invalid'],
      [{ overlapHours: 169 }, 'invalid_body'],
      [{ overlapHours: 0 }, 'invalid_body'],
      [{ overlap: 1 }, 'invalid_body'],
      [{ clientSecret: undefined }, 'invalid_body'],
    ] as const) {
      client = next
      await refused(await rotate(body), problem, /./)
    }
  })

  test('is recorded as its own doing, and told to those who manage API clients', async () => {
    const manager = await signedInMember(server, 'User and access management > Manage API clients')
    await server.context.db.deleteFrom('mails').execute()
    const { token } = await server.administrator()
    const entriesPath = `/api/management/v1/audit-entries?entityKey=${client.key}&action=api-client.secret-generated`
    const next = await rotated({ overlapHours: 48 })
    const [entry] = (await send(server.url, 'GET', entriesPath, { token })).body.results
    assert.deepEqual([entry.actor.type, entry.actor.key], ['api-client', client.key])
    const read = (await send(server.url, 'GET', `/api/management/v1/audit-entries/${entry.key}`, { token })).text
    assert.ok(!read.includes(next.clientSecret) && !read.includes(client.clientSecret))
    const mails = async () =>
      server.context.db.selectFrom('mails').select(['kind', 'subject', 'to_address']).orderBy('key').execute()
    const [mail] = await mails()
    const { email } = await server.context.db
      .selectFrom('users')
      .select('email')
      .where('key', '=', manager.userKey)
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      { ...mail },
      { kind: 'secret-rotated', subject: 'Payroll has replaced its secret', to_address: email },
    )
    const { secrets } = await getApiClient(server.context, server.system, client.key)
    assert.deepEqual(
      secrets.map(({ createdBy, expiresAt }) => [createdBy?.type, createdBy?.key, expiresAt]),
      [
        ['api-client', client.key, next.secretExpiresAt],
        ['system', null, new Date(clock.now() + 48 * hour).toISOString()],
      ],
    )
    await updateApiClient(server.context, server.system, client.key, { hasExpiryReminder: false })
    client = next
    await rotated()
    assert.equal((await mails()).length, 1)
  })

  test('not unless it is allowed, and off is what it is unless somebody allows it', async () => {
    const ordinary = await server.createClient([{ name: 'Manage API clients' }])
    const token = await server.token(ordinary)
    const { body: details } = await send(server.url, 'GET', `${clients}/${ordinary.key}`, { token })
    assert.equal(details.mayRotateSecret, false)
    client = ordinary
    await refused(await rotate(), 'secret_rotation_not_allowed', /Payroll|Test client/)
    const allowed = await send(server.url, 'PATCH', `${clients}/${ordinary.key}`, {
      token,
      body: { mayRotateSecret: true },
    })
    assert.equal(allowed.status, 204, allowed.text)
    client = await rotated()
    await updateApiClient(server.context, server.system, client.key, { mayRotateSecret: false })
    await refused(await rotate(), 'secret_rotation_not_allowed', /mayRotateSecret/)
  })

  test('a stolen token makes none: without the secret, with a guess, with another client’s', async () => {
    const token = await server.token(client)
    const other = await server.createClient([], { mayRotateSecret: true })
    for (const clientSecret of ['x', `${client.clientSecret} `, other.clientSecret, `ptcs_${'0'.repeat(72)}`])
      await refused(await rotateWith(token, { clientSecret }), 'secret_not_proven', /clientSecret/)
    // Neither does the secret with another client's token, nor Basic in place of a token.
    await refused(await rotateWith(await server.token(other)), 'secret_not_proven', /clientSecret/)
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
    const answer = await send(server.url, 'POST', path, {
      headers: { authorization: `Basic ${basic}` },
      body: { clientSecret: client.clientSecret },
    })
    assert.equal(answer.status, 401)
  })

  test('a member makes none, whatever they may do', async () => {
    const member = await signedInMember(server, 'User and access management > Manage API clients')
    const answer = await member.send('POST', path, { body: { clientSecret: client.clientSecret } })
    await refused(answer, 'api_client_required', /API clients/)
  })

  test('a suspended client makes none, nor one whose secret has expired', async () => {
    const short = await server.createClient([], { expiresOn: '2026-12-31', mayRotateSecret: true })
    const token = await server.token(client)
    await suspendApiClient(server.context, server.system, client.key)
    assertProblem(await rotateWith(token), 'client_suspended')
    clock.advance(Date.parse('2026-12-31T23:58:00.000Z') - clock.now())
    client = short
    const late = await server.token(short)
    clock.advance(60_000)
    assertProblem(await rotateWith(late), 'secret_not_proven', /expired/)
    assert.equal(await countSecrets(), 1)
  })

  test('a stolen secret that was replaced makes none, once the newest one is used', async () => {
    const stolen = client
    const next = await rotated()
    await use(next)
    await refused(await rotate(), 'secret_replaced', /former/)
    client = next
    client = await rotated()
    // Nor after one more, unused so far: the one before it was used.
    client = stolen
    await refused(await rotate(), 'secret_replaced', /former/)
    client = next
    client = await rotated()
  })

  test('nor in the moment after that use, before it is stored', async () => {
    const next = await rotated()
    assert.ok(await works(next))
    await refused(await rotate(), 'secret_replaced', /former/)
  })

  test('a secret is used, too, once it has made the next one, also with a token of the one before it', async () => {
    const stolen = client
    const token = await server.token(client)
    clock.advance(1)
    const second = (await rotateWith(token)).body
    assert.equal((await rotateWith(token, { clientSecret: second.clientSecret })).status, 201)
    client = stolen
    await refused(await rotate(), 'secret_replaced', /former/)
  })

  test('where the answer is lost, the former secret makes another one, and lasts no longer for it', async () => {
    const lost = await rotated({ overlapHours: 2 })
    clock.advance(hour)
    const next = await rotated({ overlapHours: 168 })
    assert.deepEqual([await works(client), await works(lost), await works(next)], [true, true, true])
    assert.equal(next.formerSecretExpiresAt, lost.formerSecretExpiresAt)
    clock.advance(hour)
    assert.deepEqual([await works(client), await works(next)], [false, true])
  })

  test('ten secrets at most work at the same time', async () => {
    for (let number = 2; number <= 10; number++) client = await rotated({ overlapHours: number })
    await refused(await rotate(), 'secrets_limited', /10 secrets that work.*2026|2027/)
    clock.advance(2 * hour)
    client = await rotated()
  })

  test('of two at the same moment, both or one get a secret, and the newest one works', async () => {
    const token = await server.token(client)
    const answers = await Promise.all([1, 2, 3].map(() => rotateWith(token)))
    for (const { status } of answers) assert.equal(status, 201)
    for (const { body } of answers) assert.ok(await works(body))
  })

  test('a former secret makes none where those who manage it made the newest one, used or not', async () => {
    const former = client
    clock.advance(1)
    const given = await generateSecret(server.context, server.system, client.key, { overlapHours: 24 })
    await refused(await rotate(), 'secret_replaced', /former/)
    // Nor once the client has made the next one with theirs.
    client = given
    await rotated()
    client = former
    await refused(await rotate(), 'secret_replaced', /former/)
  })

  test('a new secret of those who manage it ends all of them', async () => {
    const next = await rotated({ overlapHours: 168 })
    const given = await generateSecret(server.context, server.system, client.key, {})
    assert.deepEqual([await works(client), await works(next), await works(given)], [false, false, true])
  })

  test('allowing it takes every permission of the client, as its keys do; forbidding it what controls access', async () => {
    const { token } = await server.caller('Manage API clients')
    const set = (key: string, mayRotateSecret: boolean) =>
      send(server.url, 'PATCH', `${clients}/${key}`, { token, body: { mayRotateSecret } })
    const powerful = await server.createClient([{ name: 'Manage users' }])
    const reader = await server.createClient([{ name: 'View members' }], { mayRotateSecret: true })
    assertProblem(await set(powerful.key, true), 'permission_missing', /Manage users/)
    assert.equal((await set(reader.key, false)).status, 204)
    assertProblem(await set(reader.key, true), 'permission_missing', /View members/)
    const own = await server.createClient([{ name: 'Manage API clients' }])
    assert.equal((await set(own.key, true)).status, 204)
  })
})
