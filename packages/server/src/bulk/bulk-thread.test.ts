import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { workerEntry } from '../config/worker-entry.ts'
import { onWork } from '../db/announce-work.ts'
import { newKey } from '../db/keys.ts'
import { transaction } from '../db/transaction.ts'
import { createBulkOperation } from '../modules/directory/bulk-users/create-bulk-operation.ts'
import { recordChange } from '../modules/foundation/audit/record-change.ts'
import { createBulkSupervisor } from './bulk-supervisor.ts'

const bulk = '/api/identity/v1/users/bulk'
/** Longer than anything takes on a busy machine, in milliseconds */
const patience = 120_000

onBothEngines('the thread for bulk operations', (engine) => {
  let server: TestServer
  let administrator: Caller
  before(async () => {
    const environment = {
      PORTICO_RATE_LIMIT: 'off',
      // Nobody listens there. What waits to be sent has a worker.
      PORTICO_SMTP_URL: 'smtp://127.0.0.1:9',
      PORTICO_MAIL_FROM: 'portico@example.com',
    }
    server = await startTestServer({ engine, bulkInThread: true, environment })
    administrator = await server.administrator()
  })

  const post = async (prefix: string, operations: number): Promise<string[]> => {
    const keys: string[] = []
    for (let operation = 0; operation < operations; operation++) {
      const records = Array.from({ length: 100 }, (_, n) => ({
        name: `${prefix} ${operation}-${n}`,
        email: `${operation}-${n}@${prefix}.example.com`,
        addToBuiltInIdentityProvider: true,
      }))
      const { status, body } = await administrator.call('POST', bulk, { records })
      assert.equal(status, 202)
      keys.push(body.key)
    }
    return keys
  }
  const unfinished = async (): Promise<number> => {
    const rows = await server.context.db
      .selectFrom('bulk_operations')
      .select('key')
      .where('finished_at', 'is', null)
      .execute()
    return rows.length
  }
  const usersNamed = async (prefix: string): Promise<string[]> =>
    (
      await server.context.db
        .selectFrom('users')
        .select('key')
        .where('email', 'like', `%@${prefix}.example.com`)
        .execute()
    ).map(({ key }) => key)
  /** As many users as were asked for, each with the entry of its creation and what it is found by */
  const assertCreated = async (prefix: string, count: number): Promise<void> => {
    const keys = new Set(await usersNamed(prefix))
    assert.equal(keys.size, count)
    const { db } = server.context
    const entries = await db
      .selectFrom('audit_entries')
      .select('entity_key')
      .where('action', '=', 'user.created')
      .execute()
    const ofThese = entries.filter(({ entity_key }) => keys.has(entity_key))
    assert.equal(ofThese.length, count, 'one entry for each user')
    const found = await administrator.call('GET', `/api/management/v1/audit-entries?search=${prefix}%200-7&limit=1`)
    assert.equal(found.body.page.totalResults, 11, '0-7 and 0-70 to 0-79')
  }

  test('carries out what is sent, while this process writes as ever', async () => {
    const keys = await post('sent', 12)
    let written = 0
    while ((await unfinished()) > 0) {
      await transaction(server.context, (parts) =>
        recordChange(parts, server.system, {
          action: 'organization.updated',
          entity: { type: 'organization', key: server.organizationKey, name: null },
        }),
      )
      written++
      await sleep(5)
    }
    assert.ok(written > 1)
    await assertCreated('sent', 1_200)
    for (const key of keys) {
      const { body } = await administrator.call('GET', `${bulk}/${key}`)
      assert.equal(body.status, 'Finished')
    }
  })

  test('stores what was refused, and wakes those who send mail', async () => {
    const { db } = server.context
    let woken = 0
    onWork(db, 'mail', () => woken++)
    const { body: user } = await administrator.call('POST', '/api/identity/v1/users', { email: 'invited@example.com' })
    const { status, body } = await administrator.call('POST', '/api/management/v1/bulk-changes', {
      action: 'Invite',
      userKeys: [user.key, newKey()],
    })
    assert.equal(status, 202, JSON.stringify(body))
    await until(async () => (await unfinished()) === 0, patience)
    const change = await administrator.call('GET', `/api/management/v1/bulk-changes/${body.key}`)
    assert.deepEqual([change.body.changed, change.body.failed], [1, 1])
    await until(() => woken > 0, patience)
    const mails = await db.selectFrom('mails').select('key').execute()
    assert.equal(mails.length, 1)
    // Of a client that is gone
    const gone = { ...server.system, actor: { ...server.system.actor, type: 'api-client' as const, key: newKey() } }
    await createBulkOperation(server.context, gone, [{ email: 'refused@example.com' }])
    const refusals = db.selectFrom('audit_entries').select('key').where('actor_key', '=', gone.actor.key)
    const refused = refusals.where('action', '=', 'request.refused')
    await until(async () => (await refused.execute()).length === 1, patience)
  })

  test('is followed by another one where it is killed: nothing is lost, and nothing done twice', async () => {
    await server.context.stopWorkers()
    const started: Worker[] = []
    const errors: { err?: Error }[] = []
    const database = {
      ...server.context.database,
      async leaveCopying(isLeft: boolean) {
        if (!isLeft) throw new Error('no copying')
      },
    }
    const log = { error: (error: { err?: Error }) => errors.push(error) } as never
    const context = { ...server.context, database, log }
    const own = createBulkSupervisor({
      parts: context,
      environment: {},
      idleMilliseconds: 100,
      start(workerData) {
        const worker = new Worker(workerEntry('bulk/bulk-thread'), { workerData })
        started.push(worker)
        return worker
      },
    })
    await post('killed', 30)
    own.start()
    await until(async () => (await usersNamed('killed')).length > 0, patience)
    await started[0]?.terminate()
    await until(async () => (await unfinished()) === 0, patience)
    await assertCreated('killed', 3_000)
    assert.equal(started.length, 2)
    const told = errors.map(({ err }) => err?.message)
    assert.ok(told.includes('no copying') && told.some((message) => message !== 'no copying'), String(told))
    // Without work it ends, and begins anew with the next operation.
    await until(() => started[1]?.threadId === -1, patience)
    await post('again', 1)
    await until(async () => (await unfinished()) === 0, patience)
    await assertCreated('again', 100)
    assert.equal(started.length, 3)
    await own.stop()
    assert.equal(started[2]?.threadId, -1)
  })
  test('fails the operation that ends it each time, and carries out the others', async () => {
    await server.context.stopWorkers()
    const { db } = server.context
    const unfinishedRows = db.updateTable('bulk_operations').where('finished_at', 'is', null)
    const past = '2000-01-01T00:00:00.000Z'
    const { body: user } = await administrator.call('POST', '/api/identity/v1/users', { email: 'kept@example.com' })
    const change = { action: 'Deactivate', userKeys: [user.key] }
    const { body: changed } = await administrator.call('POST', '/api/management/v1/bulk-changes', change)
    // As if two threads had ended within it already, before this one
    const left = { claimed_by: newKey(), claimed_until: past, failures: 2 }
    await unfinishedRows.set(left).where('change_key', '=', changed.key).execute()
    await post('beside', 3)
    const records = ['crash@crash.example.com', 'with@crash.example.com'].map((email) => ({ email }))
    const { body: crashing } = await administrator.call('POST', bulk, { records })
    await post('behind', 3)

    const started: Worker[] = []
    const errors: { err?: Error }[] = []
    const entry = pathToFileURL(workerEntry('bulk/bulk-thread')).href
    // What ends a thread is a fault of Node, or of the system. Here it is the e-mail.
    const crashes = `const lower = String.prototype.toLowerCase
      String.prototype.toLowerCase = function () {
        if (String(this) === 'crash@crash.example.com') process.exit(7)
        return lower.call(this)
      }
      await import('${entry}')`
    const own = createBulkSupervisor({
      parts: { ...server.context, log: { error: (error: { err?: Error }) => errors.push(error) } as never },
      environment: {},
      start(workerData) {
        const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(crashes)}`), { workerData })
        started.push(worker)
        // Its claims are over at once, not after seconds.
        worker.once('exit', () => void unfinishedRows.set({ claimed_until: past }).execute())
        return worker
      },
    })
    own.start()
    await until(async () => (await unfinished()) === 0, patience)
    await own.stop()
    assert.equal(started.length, 4)
    assert.equal(errors.filter(({ err }) => err?.message.includes('status 7')).length, 3)
    await assertCreated('beside', 300)
    await assertCreated('behind', 300)
    assert.deepEqual(await usersNamed('crash'), [])
    const { body: failed } = await administrator.call('GET', `${bulk}/${crashing.key}`)
    assert.equal(failed.status, 'FinishedWithErrors')
    for (const { errorMessage } of failed.operations) assert.match(errorMessage, /not processed.* ended 3 times/)
    const results = await administrator.call('GET', `/api/management/v1/bulk-changes/${changed.key}/results`)
    const [{ outcome, errorMessage }] = results.body.results
    assert.equal(outcome, 'Failed')
    assert.match(errorMessage, /not changed.* ended 3 times/)
  })
})
