import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { testClock } from '@portico/testing/server.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createBulkWorker } from '../bulk-changes/create-bulk-worker.ts'
import { deleteOldBulkWork } from '../bulk-changes/delete-old-bulk-work.ts'
import { selectWaitingOrganizations } from './bulk-claims-repository.ts'
import { createBulkOperation } from './create-bulk-operation.ts'
import { getBulkOperation } from './get-bulk-operation.ts'

onBothEngines('Carrying out bulk operations', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directory: Directory
  let manager: Principal
  let parts: Parts<'clock'>
  const errors: Record<string, unknown>[] = []
  const log = recordingLog(errors)
  const worker = () =>
    createBulkWorker({ db, clock, log, accessOfActor: async () => manager.access, inviteUser: async () => {} })
  const records = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      email: `${prefix}${n}@example.com`,
      addToBuiltInIdentityProvider: true,
    }))
  const usersNamed = async (prefix: string): Promise<number> =>
    (await db.selectFrom('users').select('key').where('email', 'like', `${prefix}%`).execute()).length

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    manager = directory.principal('User and access management > Manage users')
    parts = { db, clock }
  })

  test('is Pending until a worker comes', async () => {
    const { key } = await createBulkOperation(parts, manager, records('pending', 2))
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Pending')
    await worker().drain()
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Finished')
  })

  test('those that are sent at the same time are accepted together, and one that is refused takes none along', async () => {
    const send = (records: { email: string }[], key: string) =>
      createBulkOperation(parts, manager, records, { idempotencyKey: key })
    const first = await send(records('accepted-', 1), 'same')
    const answers = await Promise.allSettled([
      send(records('accepted-a', 1), 'a'),
      send(records('accepted-other', 1), 'same'),
      send(records('accepted-', 1), 'same'),
      send(records('accepted-b', 1), 'b'),
    ])
    assert.deepEqual(
      answers.map((answer) => (answer.status === 'fulfilled' ? 'accepted' : answer.reason.problem)),
      ['accepted', 'idempotency_key_reused', 'accepted', 'accepted'],
    )
    const [, , again] = answers
    assert.equal(again.status === 'fulfilled' && again.value.key, first.key)
    await worker().drain()
    assert.equal(await usersNamed('accepted-'), 3)
  })

  test('is carried out once, however many workers try at once', async () => {
    const keys: string[] = []
    for (let n = 0; n < 12; n++) keys.push((await createBulkOperation(parts, manager, records(`many${n}-`, 10))).key)
    await Promise.all([worker().drain(), worker().drain(), worker().drain()])
    for (const key of keys) {
      const { status, operations } = await getBulkOperation(parts, manager, key)
      assert.equal(status, 'Finished')
      assert.deepEqual(
        operations.map((one) => one.status),
        Array.from({ length: 10 }, () => 'Inserted'),
      )
    }
    assert.equal(await usersNamed('many'), 120)
  })

  test('operations on the same e-mails, by several workers, agree about who was first', async () => {
    const keys: string[] = []
    for (let n = 0; n < 8; n++) {
      const same = records('same', 20)
      keys.push((await createBulkOperation(parts, manager, n % 2 ? same : same.toReversed())).key)
    }
    await Promise.all([worker().drain(), worker().drain(), worker().drain()])
    // On PostgreSQL two may have waited for each other; an operation that was given up is claimed again when its lease is over.
    clock.advance(6_000)
    await worker().drain()
    const results = await Promise.all(keys.map((key) => getBulkOperation(parts, manager, key)))
    const statuses = results.flatMap(({ operations }) => operations.map(({ status }) => status))
    assert.equal(statuses.filter((status) => status === 'Inserted').length, 20)
    assert.equal(statuses.filter((status) => status === 'Error').length, 140)
    assert.equal(await usersNamed('same'), 20)
  })

  test('a worker that died leaves its operation to another one, after a while', async () => {
    const { key } = await createBulkOperation(parts, manager, records('left', 3))
    const claimed = { status: 'Processing', claimed_by: '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091' } as const
    const until = new Date(clock.now() + 5_000).toISOString()
    await db
      .updateTable('bulk_operations')
      .set({ ...claimed, claimed_until: until })
      .where('key', '=', key)
      .execute()
    await worker().drain()
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Processing')
    assert.deepEqual((await getBulkOperation(parts, manager, key)).operations, [])
    clock.advance(5_000)
    await worker().drain()
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Finished')
    assert.equal(await usersNamed('left'), 3)
  })

  test('one whose worker died before the clock was set back by a day is carried out all the same', async () => {
    const { key } = await createBulkOperation(parts, manager, records('ahead', 3))
    const until = new Date(clock.now() + 86_400_000 + 5_000).toISOString()
    const claimed = { status: 'Processing', claimed_by: '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091' } as const
    await db
      .updateTable('bulk_operations')
      .set({ ...claimed, claimed_until: until })
      .where('key', '=', key)
      .execute()
    await worker().drain()
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Finished')
    assert.equal(await usersNamed('ahead'), 3)
  })

  test('an operation that fails for good is given up, and says so for each record', async () => {
    const { key } = await createBulkOperation(parts, manager, records('broken', 2))
    // An actor that cannot be stored, as a fault of the program would be.
    await db.updateTable('bulk_operations').set({ actor: '{"type":"user"}' }).where('key', '=', key).execute()
    errors.length = 0
    for (let n = 0; n < 4; n++) {
      await worker().drain()
      clock.advance(6_000)
    }
    const { status, operations } = await getBulkOperation(parts, manager, key)
    assert.equal(status, 'FinishedWithErrors')
    assert.deepEqual(
      operations.map(({ errorCode }) => errorCode),
      [new Problem('internal_error', '').errorCode, new Problem('internal_error', '').errorCode],
    )
    assert.equal(errors.length, 3)
    assert.equal(await usersNamed('broken'), 0)
  })

  test('one that fails takes none along of those that are carried out with it', async () => {
    const keys: string[] = []
    for (const name of ['first', 'faulty', 'third', 'fourth']) {
      keys.push((await createBulkOperation(parts, manager, records(`beside-${name}-`, 3))).key)
      clock.advance(1)
    }
    const [first, faulty, ...others] = keys
    assert.ok(first && faulty)
    await db.updateTable('bulk_operations').set({ actor: '{"type":"user"}' }).where('key', '=', faulty).execute()
    await worker().drain()
    for (const key of [first, ...others]) {
      const { status, operations } = await getBulkOperation(parts, manager, key)
      assert.deepEqual([status, operations.map((one) => one.status)], ['Finished', Array(3).fill('Inserted')])
    }
    assert.equal(await usersNamed('beside-'), 9)
    const audited = db.selectFrom('audit_entries').select('entity_name').where('action', '=', 'user.created')
    assert.equal((await audited.where('entity_name', 'like', 'beside-%').execute()).length, 9)
    for (let n = 0; n < 3; n++) {
      clock.advance(6_000)
      await worker().drain()
    }
    assert.equal((await getBulkOperation(parts, manager, faulty)).status, 'FinishedWithErrors')
  })

  test('organizations take turns, and each has its own order', async () => {
    const send = async (sender: Principal, name: string): Promise<string> => {
      clock.advance(1)
      return (await createBulkOperation(parts, sender, records(name, 1))).key
    }
    const long: string[] = []
    for (let n = 0; n < 50; n++) long.push(await send(manager, `long${n}-`))
    const short: string[][] = []
    for (const other of [await createDirectory(db, clock), await createDirectory(db, clock)]) {
      const sender = other.principal('User and access management > Manage users')
      short.push([await send(sender, 'short0-'), await send(sender, 'short1-')])
    }

    const now = new Date(clock.now()).toISOString()
    const first = await selectWaitingOrganizations(db, now, undefined, 2)
    const second = await selectWaitingOrganizations(db, now, first.at(-1), 2)
    assert.deepEqual([...first, ...second].slice(0, 3), await selectWaitingOrganizations(db, now, undefined, 9))
    assert.deepEqual(second[1], first[0])

    const accessOfActor = async () => {
      // Each finishes at another time.
      clock.advance(1)
      return manager.access
    }
    await createBulkWorker({ db, clock, log, accessOfActor, inviteUser: async () => {} }).drain()
    const rows = await db
      .selectFrom('bulk_operations')
      .select('key')
      .where('key', 'in', [...long, ...short.flat()])
      .orderBy('finished_at')
      .execute()
    const order = rows.map(({ key }) => key)
    for (const keys of [long, ...short])
      assert.deepEqual(
        order.filter((key) => keys.includes(key)),
        keys,
      )
    // All are in the first claim, which takes 20.
    for (const key of short.flat()) assert.ok(order.indexOf(key) < 20, `${order.indexOf(key)}`)
  })

  test('is kept for seven days', async () => {
    const { key } = await createBulkOperation(parts, manager, records('kept', 1))
    const pending = await createBulkOperation(parts, manager, records('unfinished', 1))
    await worker().drain()
    await db.updateTable('bulk_operations').set({ finished_at: null }).where('key', '=', pending.key).execute()
    const { signal } = new AbortController()
    clock.advance(7 * 24 * 3_600_000)
    await deleteOldBulkWork(parts, signal)
    assert.equal((await getBulkOperation(parts, manager, key)).status, 'Finished')
    clock.advance(1)
    const old = await db.selectFrom('bulk_operations').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
    const more = Array.from({ length: 10 }, () => ({ ...old, key: newKey(clock.now()) }))
    await db.insertInto('bulk_operations').values(more).execute()
    const all = await db.selectFrom('bulk_operations').select('key').execute()
    // A server that stops leaves the rest to the next start.
    await assert.rejects(deleteOldBulkWork(parts, AbortSignal.abort()), { name: 'AbortError' })
    assert.equal((await db.selectFrom('bulk_operations').select('key').execute()).length, all.length - 10)
    await deleteOldBulkWork(parts, signal)
    await assert.rejects(getBulkOperation(parts, manager, key), { problem: 'bulk_operation_not_found' })
    const left = await db.selectFrom('bulk_operations').select('key').execute()
    assert.deepEqual(
      left.map((row) => row.key),
      [pending.key],
    )
  })

  test('of many changes of long ago a few are deleted at a time', async () => {
    const change = {
      ...{ organization_key: directory.organizationKey, actor: '{}', request: '{}' },
      ...{ total: 0, changed: 0, unchanged: 0, failed: 0, cancelled: 0 },
      ...{ cancelled_at: null, created_at: '2026', finished_at: '2026' },
    }
    const changes = Array.from({ length: 30_000 }, () => ({ ...change, key: newKey(clock.now()) }))
    await insertRows(db, 'bulk_changes', changes)
    const { longest } = await loopTurns(() => deleteOldBulkWork(parts, new AbortController().signal))
    assert.deepEqual(await db.selectFrom('bulk_changes').select('key').execute(), [])
    assert.ok(longest < 20, `${longest} ms`)
  })

  test('another organization does not see it', async () => {
    const { key } = await createBulkOperation(parts, manager, records('own', 1))
    const other = await createDirectory(db, clock)
    const foreign = other.principal('User and access management > Manage users')
    await assert.rejects(getBulkOperation(parts, foreign, key), { problem: 'bulk_operation_not_found' })
    assert.equal((await getBulkOperation(parts, manager, key.toUpperCase())).status, 'Pending')
  })

  test('a worker that is started works when it is woken, and finishes what it began when it is stopped', async () => {
    const running = worker()
    running.start()
    const keys: string[] = []
    for (let n = 0; n < 5; n++) keys.push((await createBulkOperation(parts, manager, records(`woken${n}-`, 50))).key)
    await running.stop()
    for (const key of keys) {
      const { status, operations } = await getBulkOperation(parts, manager, key)
      if (status === 'Pending') assert.deepEqual(operations, [])
      else assert.equal(status, 'Finished')
    }
    await worker().drain()
    assert.equal(await usersNamed('woken'), 250)
  })
})
