import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { contentsOf } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { type Form, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { signedInMember } from '@portico/testing/signed-in-members.ts'
import { until } from '@portico/testing/until.ts'
import { transaction } from '../../src/db/transaction.ts'
import { suspendApiClient } from '../../src/modules/api-clients/clients/suspend-api-client.ts'
import type { AuditEntry } from '../../src/modules/foundation/audit/audit-schemas.ts'
import { listAuditEntries } from '../../src/modules/foundation/audit/list-audit-entries.ts'

const users = '/api/identity/v1/users'

describe('What fails or is refused', () => {
  let server: TestServer
  let clock: TestClock
  let caller: Caller

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine: anyEngine, clock })
    caller = await server.caller('View audit trail')
  })

  const ask = (form: Form, path = '/identity/token'): Promise<Received> => send(server.url, 'POST', path, { form })
  const lineOf = async ({ traceId }: Received): Promise<Record<string, unknown>> => {
    const find = () => server.logLines.find((line) => line.traceId === traceId && line.msg === 'request')
    await until(() => find() !== undefined, 10_000)
    return find() ?? {}
  }
  /**
   * The failures since the last call, without what differs in each run. The timer may have stored the first of several
   * meanwhile: they are added up.
   */
  let seen = 0
  const failures = async (): Promise<Partial<AuditEntry>[]> => {
    await server.context.securityEvents.flush()
    const page = { result: ['Failure' as const], sort: 'occurredAt' as const, offset: seen }
    const { results } = await listAuditEntries(server.context, server.system, page)
    seen += results.length
    const sums = new Map<string, number>()
    for (const { key, occurredAt, traceId, environmentKey, oldValues, occurrences, ...entry } of results) {
      const text = JSON.stringify(entry)
      sums.set(text, (sums.get(text) ?? 0) + occurrences)
    }
    return [...sums].map(([text, occurrences]) => ({ ...JSON.parse(text), occurrences }))
  }
  /** A new minute, so that each test has entries of its own */
  const nextMinute = async () => {
    clock.advance(60_000)
    await failures()
  }

  test('at the token endpoint names the client in the log, also where it is refused', async () => {
    await nextMinute()
    const { key, clientId, clientSecret } = await server.createClient()
    const right = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
    const secret = `${clientSecret}x`
    const cases: [Form, Record<string, unknown>][] = [
      [right, { status: 200, apiClient: key, refused: undefined }],
      [
        { ...right, client_secret: secret },
        { status: 401, apiClient: key, refused: 'wrong secret' },
      ],
      [
        { ...right, grant_type: 'password' },
        { status: 400, apiClient: key, refused: 'unsupported_grant_type' },
      ],
      [
        { ...right, client_id: 'f'.repeat(32) },
        { status: 401, apiClient: undefined, refused: 'unknown client' },
      ],
      [
        { ...right, client_id: clientSecret },
        { status: 401, apiClient: undefined, refused: 'unknown client' },
      ],
      [
        { grant_type: 'client_credentials', client_id: clientId },
        { status: 401, refused: 'no credentials' },
      ],
    ]
    for (const [form, expected] of cases) {
      const { status, apiClient, refused } = await lineOf(await ask(form))
      assert.deepEqual({ apiClient: undefined, ...expected }, { status, apiClient, refused })
    }
    assert.ok(!JSON.stringify(server.logLines).includes(clientSecret))
  })

  test('at the token endpoint is in the trail: wrong secrets, unknown clients, suspended ones, bad assertions', async () => {
    await nextMinute()
    const { key, clientId, clientSecret } = await server.createClient()
    const right = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
    for (let n = 0; n < 3; n++) await ask({ ...right, client_secret: `wrong ${n}` })
    await ask({ ...right, client_secret: 'wrong' }, '/identity/token/introspection')
    await ask({ ...right, client_id: 'hunter2' })
    const assertion = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: `e30.${Buffer.from(JSON.stringify({ sub: clientId })).toString('base64url')}.e30`,
    }
    await ask({ grant_type: 'client_credentials', ...assertion })
    await suspendApiClient(server.context, server.system, key)
    await ask(right)
    const of = (reason: string, occurrences: number, entity: object) => ({
      actor: { type: 'anonymous', key: null, name: 'Anonymous', address: '127.0.0.1' },
      action: 'api-client.authentication-failed',
      entity: { type: 'api-client', ...entity },
      newValues: { reason },
      related: [],
      partOf: null,
      result: 'Failure',
      occurrences,
    })
    const client = { key, name: 'Test client' }
    const found = await failures()
    assert.deepEqual(found.slice(-4), [
      of('wrong secret', 4, client),
      of('unknown client', 1, { key: 'unknown', name: null }),
      of('assertion not accepted', 1, client),
      of('suspended', 1, client),
    ])
    assert.ok(!JSON.stringify(await contentsOf(server.context.database.db)).includes('hunter2'))
  })

  test('names the caller of a 403 in log and trail, and a suspended client that goes on using its token', async () => {
    await nextMinute()
    const refused = await send(server.url, 'GET', users, { token: caller.token })
    await send(server.url, 'GET', users, { token: caller.token })
    const { key } = caller.credentials
    const line = await lineOf(refused)
    assert.deepEqual([line.status, line.apiClient, line.refused], [403, key, 'permission_missing'])
    const suspended = await server.caller('Manage users')
    await suspendApiClient(server.context, server.system, suspended.credentials.key)
    const dead = await send(server.url, 'GET', users, { token: suspended.token })
    assert.equal((await lineOf(dead)).apiClient, suspended.credentials.key)
    const actor = { type: 'api-client', key, name: 'Test client', address: '127.0.0.1' }
    const entry = {
      action: 'request.refused',
      entity: { type: 'operation', key: 'UserProfile_QueryUsers', name: `GET ${users}` },
      related: [],
      partOf: null,
      result: 'Failure',
    }
    const [first, second] = (await failures()).slice(-2)
    const { newValues, ...rest } = first ?? {}
    assert.deepEqual(rest, { ...entry, actor, occurrences: 2 })
    assert.equal(newValues?.problem, 'permission_missing')
    assert.match(String(newValues?.detail), /View end users/)
    assert.deepEqual(second?.actor?.key, suspended.credentials.key)
    assert.equal(second?.newValues?.problem, 'client_suspended')
  })

  test('names what a refused request was for, where the organization knows it', async () => {
    await nextMinute()
    const { token, credentials } = await server.caller('View members')
    const clients = '/api/management/v1/api-clients'
    const tried = [credentials.key, '00000000-0000-4000-8000-000000000000', 'no-key']
    for (const key of tried) await send(server.url, 'POST', `${clients}/${key}/secrets`, { token, body: {} })
    const name = `POST ${clients}/:key/secrets`
    // Whether no such key is known, or it is none: both look the same.
    assert.deepEqual(
      (await failures()).slice(-2).map(({ entity, related, occurrences }) => [entity?.name, related, occurrences]),
      [
        [name, [{ type: 'api-client', key: credentials.key, name: 'Test client' }], 1],
        [name, [], 2],
      ],
    )
  })

  test('is recorded and logged also where the caller hangs up before the answer', async () => {
    await nextMinute()
    const { token, credentials } = await server.caller('Manage organization roles')
    const path = '/api/identity/v1/organization-roles'
    const hangUp = async (body: object): Promise<void> => {
      const text = JSON.stringify(body)
      const head = `authorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}`
      // SQLite has one writer: the request waits for this transaction.
      await transaction(server.context, async () => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
        const received = once(server.app.server, 'request')
        socket.write(`POST ${path} HTTP/1.1\r\nhost: localhost\r\n${head}\r\n\r\n${text}`)
        const [, response] = await received
        await setTimeout(50)
        socket.resetAndDestroy()
        await once(response, 'close')
      })
    }
    const lines = () =>
      server.logLines.flatMap(({ method, status, ...line }) =>
        line.path === path && method === 'POST' ? [[status, line.isAborted]] : [],
      )
    // So that counting the requests of this minute waits for no transaction, and the body is read.
    await send(server.url, 'GET', path, { token })
    await hangUp({ name: 'Too much', permissions: [{ name: 'Manage users' }] })
    await hangUp({ name: 'Created', permissions: [{ name: 'Mentor > Use' }] })
    await until(() => lines().length === 2, 10_000)
    assert.deepEqual(lines(), [
      [403, true],
      [201, true],
    ])
    const last = (await failures()).at(-1)
    assert.deepEqual([last?.actor?.key, last?.newValues?.problem], [credentials.key, 'permission_missing'])
  })

  test('names the member whose session a page of another site used', async () => {
    await nextMinute()
    const member = await signedInMember(server, 'User and access management > Manage users')
    const headers = { 'sec-fetch-site': 'cross-site' }
    const refused = await member.send('POST', users, { body: { name: 'x' }, headers })
    const line = await lineOf(refused)
    assert.deepEqual([line.status, line.user, line.refused], [403, member.userKey, 'foreign_origin'])
    const last = (await failures()).at(-1)
    assert.deepEqual([last?.actor?.key, last?.newValues?.problem], [member.userKey, 'foreign_origin'])
  })

  test('writes a few rows, however much of it there is, and a token writes none', async () => {
    await nextMinute()
    const { db } = server.context.database
    const rows = async (): Promise<number> => (await db.selectFrom('audit_entries').select('key').execute()).length
    const rowsBefore = await rows()
    for (let n = 0; n < 400; n++) {
      const form = { grant_type: 'client_credentials', client_id: n.toString(16).padStart(32, '0'), client_secret: 'x' }
      await ask(form)
    }
    const found = await failures()
    assert.equal(
      found.reduce((sum, { occurrences = 0 }) => sum + occurrences, 0),
      400,
    )
    // The timer may have stored the first ones meanwhile.
    assert.ok((await rows()) - rowsBefore <= 2 * 9, `${(await rows()) - rowsBefore} rows`)
    const rowsNow = await rows()
    await server.token(caller.credentials)
    await server.context.securityEvents.flush()
    assert.equal(await rows(), rowsNow)
  })
})
