import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { contentsOf } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'

const bulk = '/api/identity/v1/users/bulk'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Bulk operations', (engine) => {
  let server: TestServer
  let manager: Caller

  before(async () => {
    server = await startTestServer({ engine })
    manager = await server.caller('Manage users')
  })

  const request = (method: string, path: string, options: SendOptions = {}): Promise<Received> =>
    send(server.url, method, path, { token: manager.token, ...options })

  const carryOut = async (records: object[]): Promise<Received['body']> => {
    const accepted = await request('POST', bulk, { body: { records } })
    assert.equal(accepted.status, 202, accepted.text)
    const { key, ...rest } = accepted.body
    assert.deepEqual(rest, { status: 'Pending', errorCode: null, errorMessage: null, operations: [] })
    let answer: Received | undefined
    await until(async () => {
      answer = await request('GET', `${bulk}/${key}`)
      assert.equal(answer.status, 200, answer.text)
      return answer.body.status.startsWith('Finished')
    }, 5_000)
    return answer?.body
  }

  const changesNothing = async (work: () => Promise<void>): Promise<void> => {
    await server.context.lastUse.flush()
    const before = await contentsOf(server.context.database.db)
    await work()
    assert.deepEqual(await contentsOf(server.context.database.db), before)
  }

  test('a request that is sent again with its Idempotency-Key finds what it made', async () => {
    const records = [{ email: 'again@example.com', name: 'A' }, { email: 'no e-mail' }]
    const post = (key: string, body: object, token = manager.token) =>
      request('POST', bulk, { token, body, headers: { 'Idempotency-Key': key } })
    const [one, another] = await Promise.all([post('"a-1"', { records }), post('"a-1"', { records })])
    assert.deepEqual([one.status, another.status], [202, 202], one.text + another.text)
    assert.equal(one.body.key, another.body.key)
    await until(async () => (await post('"a-1"', { records })).body.status === 'FinishedWithErrors', 5_000)
    await changesNothing(async () => {
      const { body } = await post('"a-1"', { records })
      assert.deepEqual(body, (await request('GET', `${bulk}/${one.body.key}`)).body)
      assert.deepEqual(
        body.operations.map(({ status }: { status: string }) => status),
        ['Inserted', 'Error'],
      )
      for (const others of [[{ ...records[0], name: 'B' }, records[1]], records.slice(0, 1)]) {
        assertProblem(await post('"a-1"', { records: others }), 'idempotency_key_reused')
      }
      for (const key of ['', 'k'.repeat(201)]) {
        assertProblem(await post(key, { records }), 'invalid_parameter')
      }
    })
    const someoneElse = await server.caller('Manage users')
    const other = await post('"a-1"', { records: [{ email: 'again-2@example.com' }] }, someoneElse.token)
    assert.equal(other.status, 202)
    assert.notEqual(other.body.key, one.body.key)
  })

  test('several requests with one Portico-Import are one import in the audit trail, of their caller alone', async () => {
    const auditor = await server.caller('View audit trail')
    const post = (email: string, token = manager.token) =>
      request('POST', bulk, { token, body: { records: [{ email }] }, headers: { 'Portico-Import': 'spring' } })
    const entries = async (query: string): Promise<Received['body'][]> =>
      (await auditor.call('GET', `/api/management/v1/audit-entries?${query}`)).body.results
    const started = () => entries('action=import.started&limit=100')
    const before = (await started()).length
    for (const email of ['import-1@example.com', 'import-2@example.com']) {
      assert.equal((await post(email)).status, 202)
    }
    const [first] = await started()
    assert.equal((await started()).length, before + 1)
    const parts = () => entries(`partOf=${first?.entity.key}&action=user.created`)
    await until(async () => (await parts()).length === 2, 5_000)
    assert.deepEqual(
      (await entries(`subjectKey=${first?.entity.key}`)).map(({ action }) => action),
      ['import.started'],
    )
    // Who takes the same name adds nothing to it.
    const someoneElse = await server.caller('Manage users')
    assert.equal((await post('import-3@example.com', someoneElse.token)).status, 202)
    const [another] = await started()
    assert.notEqual(another?.entity.key, first?.entity.key)
    await until(async () => (await entries(`partOf=${another?.entity.key}&action=user.created`)).length === 1, 5_000)
    assert.equal((await parts()).length, 2)
  })

  test('creates users, links existing ones, and says what is wrong with the others, in order', async () => {
    const existing = await request('POST', '/api/identity/v1/users', { body: { email: 'old@example.com' } })
    const operation = await carryOut([
      { email: 'first@example.com', name: 'First' },
      { email: 'not an e-mail' },
      { email: 'OLD@example.com', addToBuiltInIdentityProvider: true },
      { email: 'first@example.com' },
      { email: 'First@Example.com', addToBuiltInIdentityProvider: true },
      { name: 'Nobody' },
      { email: 'x@example.com', identityProviderKey: unknownKey, subject: 's', username: 'u' },
      { email: 'last@example.com', isActive: false },
    ])
    assert.equal(operation.status, 'FinishedWithErrors')
    const [first, , , , , , , last] = operation.operations
    assert.deepEqual(
      operation.operations.map(({ status, errorCode }: Record<string, string>) => [status, errorCode]),
      [
        ['Inserted', null],
        ['Error', 'PTC-REQ-40002'],
        ['Updated', null],
        ['Error', 'PTC-USR-40001'],
        ['Updated', null],
        ['Error', 'PTC-USR-40003'],
        ['Error', 'PTC-USR-40004'],
        ['Inserted', null],
      ],
    )
    assert.deepEqual(
      operation.operations.map(({ record }: { record: object }) => record),
      [
        { key: first.record.key, email: 'first@example.com', username: null, subject: null },
        { key: null, email: 'not an e-mail', username: null, subject: null },
        { key: existing.body.key, email: 'OLD@example.com', username: null, subject: null },
        { key: null, email: 'first@example.com', username: null, subject: null },
        { key: first.record.key, email: 'First@Example.com', username: null, subject: null },
        { key: null, email: null, username: null, subject: null },
        { key: null, email: 'x@example.com', username: 'u', subject: 's' },
        { key: last.record.key, email: 'last@example.com', username: null, subject: null },
      ],
    )
    assert.match(operation.operations[1].errorMessage, /email must be an e-mail address/)
    const read = await request('GET', `/api/identity/v1/users/${last.record.key}`)
    assert.equal(read.body.status, 'Inactive')
    const keys: string[] = [first.record.key, last.record.key, existing.body.key]
    const entries = await server.context.database.db
      .selectFrom('audit_entries')
      .select(['action', 'entity_key', 'actor_key'])
      .where('entity_key', 'in', keys)
      .execute()
    assert.deepEqual(entries.map(({ action, entity_key }) => `${action} ${keys.indexOf(entity_key)}`).sort(), [
      'user.created 0',
      'user.created 1',
      'user.created 2',
      'user.identity-linked 0',
      'user.identity-linked 2',
    ])
    assert.ok(entries.every(({ actor_key }) => actor_key === manager.credentials.key))
  })

  test('accepts a hundred records', async () => {
    const records = Array.from({ length: 100 }, (_, n) => ({ email: `hundred${n}@example.com` }))
    const operation = await carryOut(records)
    assert.equal(operation.status, 'Finished')
    assert.deepEqual(
      operation.operations.map((one: Received['body']) => [one.status, one.record.email]),
      records.map(({ email }) => ['Inserted', email]),
    )
  })

  test('refuses the wrong number of records, and records of the wrong form, as a whole', async () => {
    const many = Array.from({ length: 101 }, () => ({ email: 'a@b.cd' }))
    const bodies: [unknown, RegExp | string][] = [
      [{ records: [] }, 'records must have at least 1 value'],
      [{ records: many }, 'records must have at most 100 values'],
      [{ records: null }, 'records must have 1 to 100 values'],
      [{}, /records/],
      [{ records: [{ email: 'ok@example.com' }, { email: 'x', EMAIL: 'y' }] }, 'records[].email and records[].EMAIL'],
      [{ records: [{ email: 7 }] }, /records.*0.*email/],
      [{ records: ['x'] }, /records/],
      [undefined, /body/],
    ]
    await changesNothing(async () => {
      for (const [body, detail] of bodies) {
        assertProblem(await request('POST', bulk, { body }), 'invalid_body', detail)
      }
    })
  })

  test('names every record of the wrong form', async () => {
    const long = 'x'.repeat(257)
    const records = [{ email: 'ok@example.com' }, { email: 7 }, 'x', { name: long, subject: '' }, { name: long }]
    await changesNothing(async () => {
      const { status, body } = await request('POST', bulk, { body: { records } })
      assert.equal(status, 400)
      assert.equal(body.errorCode, 'PTC-REQ-40002')
      assert.equal(body.detail, body.errors[0].detail)
      assert.deepEqual(body.errors, [
        { detail: 'The field records[1].email must be a text or null.', pointer: '#/records/1/email' },
        { detail: 'The field records[2] must be an object.', pointer: '#/records/2' },
        { detail: 'The field records[3].name must have at most 256 characters.', pointer: '#/records/3/name' },
        { detail: 'The field records[4].name must have at most 256 characters.', pointer: '#/records/4/name' },
      ])
    })
  })

  test('needs a token and the permission Manage users', async () => {
    const other = await server.caller('View end users', 'View members')
    await changesNothing(async () => {
      for (const [method, path, body] of [
        ['POST', bulk, { records: [{ email: 'no@example.com' }] }],
        ['GET', `${bulk}/${unknownKey}`, undefined],
      ] as const) {
        const refused = await request(method, path, { body, token: other.token })
        assertProblem(refused, 'permission_missing', /Manage users/)
        assertProblem(await send(server.url, method, path, { body }), 'token_missing')
      }
    })
  })

  test('answers 404 for what does not exist, and 400 for an invalid key', async () => {
    assertProblem(await request('GET', `${bulk}/${unknownKey}`), 'bulk_operation_not_found', unknownKey)
    assertProblem(await request('GET', `${bulk}/x`), 'invalid_parameter', /key/)
  })
})
