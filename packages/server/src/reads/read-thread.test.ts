import assert from 'node:assert/strict'
import { request as httpRequest, type ServerResponse } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { mock, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { makeUsersSlow } from '@portico/testing/make-users-slow.ts'
import { addOrganization } from '@portico/testing/organizations.ts'
import { assertProblem, fetchToken, send, tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import type { FastifyRequest } from 'fastify'
import { newKey } from '../db/keys.ts'
import { transaction } from '../db/transaction.ts'
import { createApiClient } from '../modules/api-clients/clients/create-api-client.ts'
import { suspendApiClient } from '../modules/api-clients/clients/suspend-api-client.ts'
import { insertAuditEntries } from '../modules/foundation/audit/audit-repository.ts'
import { exportAuditEntries } from '../modules/foundation/audit/export-audit-entries.ts'
import { Problem } from '../problems/problem.ts'

const users = '/api/identity/v1/users'
const start = (engine: TestServer['context']['database']['engine'], seconds: number) =>
  startTestServer({ engine, readsInThread: true, environment: { PORTICO_READ_TIMEOUT: String(seconds) } })

/** Longer than anything takes on a busy machine, in milliseconds */
const patience = 60_000
/** The longest limit of a read that there is, in seconds */
const unreached = 300

/** Asks for lists of users so often, and returns once all of them have come to the queue for reading. */
async function askAndLeave({ url, context }: TestServer, token: string, count: number) {
  const { reads, publicUrl } = context
  const headers = { host: new URL(publicUrl()).host, authorization: `Bearer ${token}` }
  const arrived = mock.method(reads, 'sendRead').mock
  const asked = Array.from({ length: count }, () => {
    let isOver = false
    const request = httpRequest(url + users, { headers, agent: false })
    request.on('response', (response) => response.resume()).on('close', () => (isOver = true))
    request.on('error', () => {}).end()
    return { isOver: () => isOver, hangUp: () => request.destroy() }
  })
  await until(() => arrived.callCount() === count, patience)
  arrived.restore()
  return asked
}

onBothEngines('the thread for reading', (engine) => {
  /** How many reads are under way at once */
  const atOnce = engine === 'sqlite' ? 2 : 8
  test('answers what the operation answers, with what was written before', async () => {
    const server = await start(engine, unreached)
    const { call } = await server.administrator()
    for (let count = 1; count <= 20; count++) {
      const { status } = await call('POST', users, { name: `Person ${count}`, email: `person${count}@example.com` })
      assert.equal(status, 201)
      const { headers, body } = await call('GET', `${users}?limit=1&sort=-key&embed=userIdentityProviders`)
      assert.equal(headers['content-type'], 'application/json; charset=utf-8')
      assert.equal(body.page.totalResults, count)
      assert.equal(body.results[0].name, `Person ${count}`)
      assert.deepEqual((await call('GET', `${users}/count`)).body, { userCount: count })
    }
    const key = '0198c5a5-0000-7000-8000-000000000000'
    const refused = await call('GET', `${users}?environmentKey=${key}&environmentKeys=${key}`)
    assertProblem(refused, 'excluded_parameters')
    await server.close()
  })

  test('holds up neither tokens nor probes', async () => {
    const server = await start(engine, unreached)
    const { credentials, call, token } = await server.administrator()
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    await call('GET', users)
    await makeUsersSlow(server.context.database, server.organizationKey)
    const [slow] = await askAndLeave(server, token, 1)
    for (let count = 0; count < 5; count++) {
      await fetchToken(server.url, credentials)
      assert.equal((await send(server.url, 'GET', '/healthz')).status, 200)
      assert.equal((await send(server.url, 'GET', '/readyz')).status, 200)
    }
    assert.equal(slow?.isOver(), false)
    slow?.hangUp()
    await server.close()
  })

  test('stops what takes too long', async () => {
    const server = await start(engine, 1)
    const { call } = await server.administrator()
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    await makeUsersSlow(server.context.database, server.organizationKey)
    const stopped = await call('GET', `${users}?nameOrEmailContains=ada`)
    assertProblem(stopped, 'list_stopped')
    assert.equal(stopped.headers['retry-after'], '5')
    const line = server.logLines.find(({ read, traceId }) => read === 'listUsers' && traceId === stopped.traceId)
    assert.match(String(line?.statement), /from .users/)
    assert.doesNotMatch(JSON.stringify(line), /ada/i)
    await server.close()
  })

  test('reads nothing more for a caller who hangs up', async () => {
    const server = await start(engine, unreached)
    const { token, call } = await server.administrator()
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    await makeUsersSlow(server.context.database, server.organizationKey)
    const { reads } = server.context
    const finished: string[] = []
    reads.onFinished(({ name }) => finished.push(name))
    const requests = await askAndLeave(server, token, atOnce + 4)
    assert.equal(reads.waiting(), 4)
    for (const { hangUp } of requests) hangUp()
    await until(() => reads.waiting() === 0, patience)
    // Those who waited have read nothing, and what ran was stopped long before its limit.
    await until(() => finished.length === atOnce, patience)
    const aborted = server.logLines.filter(({ path, isAborted }) => path === users && isAborted === true)
    assert.equal(aborted.length, requests.length)
    assert.deepEqual(
      server.logLines.filter(({ level }) => Number(level) >= 50),
      [],
    )
    await server.close()
  })

  test('answers another organization while one floods it', async () => {
    const server = await start(engine, unreached)
    const { call, token } = await server.administrator()
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    const elsewhere = await addOrganization(server.context, 'Elsewhere', 'elsewhere.example.com')
    const client = await createApiClient(server.context, elsewhere, {
      name: 'Client',
      permissions: [{ name: 'View end users' }],
    })
    const headers = { host: 'elsewhere.example.com' }
    const { body } = await send(server.url, 'POST', '/identity/token', { headers, ...tokenRequest(client) })
    await makeUsersSlow(server.context.database, server.organizationKey)
    const underWay = await askAndLeave(server, token, atOnce)
    const flood = await askAndLeave(server, token, 30)
    const asked = send(server.url, 'GET', users, { headers, token: body.access_token })
    await until(() => server.context.reads.waiting() === 31, patience)
    // The turn after these is not for those who asked before.
    for (const { hangUp } of underWay) hangUp()
    const answered = await asked
    assert.equal(answered.status, 200, answered.text)
    assert.equal(answered.body.page.totalResults, 0)
    assert.ok(server.context.reads.waiting() > 0)
    for (const { hangUp } of flood) hangUp()
    await server.close()
  })

  test('refuses who was suspended while they waited for their turn', async () => {
    const server = await start(engine, unreached)
    const { call } = await server.administrator()
    const other = await server.caller('View end users')
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    await makeUsersSlow(server.context.database, server.organizationKey)
    const underWay = await askAndLeave(server, other.token, atOnce)
    const asked = Array.from({ length: 3 }, () => other.call('GET', users))
    await until(() => server.context.reads.waiting() === asked.length, patience)
    await suspendApiClient(server.context, server.system, other.credentials.key)
    // Who waited for less is not asked about again.
    await setTimeout(250)
    for (const { hangUp } of underWay) hangUp()
    for (const { body } of await Promise.all(asked)) assert.equal(body.title, 'The API client is suspended')
    await server.close()
  })

  test('reads no further part of a text for who was suspended meanwhile', async () => {
    const server = await start(engine, unreached)
    const { db } = server.context.database
    await server.caller()
    const first = await db.selectFrom('audit_entries').selectAll().limit(1).executeTakeFirstOrThrow()
    const { slot, position, kind, related, ...like } = first
    const entries = Array.from({ length: 1_001 }, () => ({ ...like, key: newKey(Date.now()) }))
    await transaction({ db }, async (parts) => insertAuditEntries(parts.db, entries))
    let renewals = 0
    let sent: Readable | undefined
    const request = {
      id: 'export',
      principal: server.system,
      renewPrincipal: async () => {
        if (++renewals === 2) throw new Problem('client_suspended', 'It is suspended.')
      },
    } as unknown as FastifyRequest
    const reply = {
      request,
      raw: new PassThrough() as unknown as ServerResponse,
      headers: () => reply,
      send(text: unknown) {
        sent = text as Readable
      },
    }
    await server.context.reads.sendText(reply, {}, exportAuditEntries, { format: 'jsonl', filter: {} })
    assert.equal(renewals, 0)
    await assert.rejects(async () => {
      for await (const _part of sent ?? []) await setTimeout(250)
    }, /suspended/)
    assert.equal(renewals, 2)
    await server.close()
  })

  test('answers what is under way when the server stops', async () => {
    const server = await start(engine, unreached)
    const { call } = await server.administrator()
    await call('POST', users, { name: 'Ada', email: 'ada@example.com' })
    await makeUsersSlow(server.context.database, server.organizationKey, 500_000)
    let isClosed = false
    const arrived = mock.method(server.context.reads, 'sendRead').mock
    const slow = call('GET', `${users}/count?domains=example.com`)
    await until(() => arrived.callCount() === 1, patience)
    const closing = server.app.close().then(() => {
      isClosed = true
    })
    const { status } = await slow
    assert.equal(status, 200)
    assert.equal(isClosed, false)
    await closing
    await server.close()
  })
})
