import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { failureReport } from './failure-report.ts'
import { periodicTask } from './periodic-task.ts'
import { storeRegularly } from './store-regularly.ts'

test('a failure of each kind is reported once until something succeeds, and every ten minutes', () => {
  const reported: unknown[] = []
  const denied = Object.assign(new Error('permission denied'), { code: '42501' })
  let now = 0
  const report = failureReport(
    (error) => reported.push(error),
    () => now,
  )
  report.failed('first')
  now = 100
  report.failed(denied)
  now = 599_999
  report.failed('second')
  report.failed(denied)
  assert.deepEqual(reported, ['first', denied])
  now = 600_000
  report.failed('third')
  assert.deepEqual(reported, ['first', denied, 'third'])
  report.succeeded()
  report.failed('fourth')
  assert.deepEqual(reported, ['first', denied, 'third', 'fourth'])
})

test('failures without a code are of one kind where their words are the same beside numbers and keys', () => {
  const reported: string[] = []
  const report = failureReport((error) => reported.push((error as Error).message))
  const messages = [
    'no answer from 192.0.2.1:8080 within 5s',
    'no answer from 192.0.2.17:443 within 12s',
    'there is no mail 018f2b6a-7c1d-7e2f-abcd-4c5d6e7f8091',
    'there is no mail 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8092',
    'there is no user 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8092',
  ]
  for (const message of messages) report.failed(new Error(message))
  assert.deepEqual(reported, [messages[0], messages[2], messages[4]])
})

test('a database that is away is reported once, whatever its failures say', () => {
  const reported: unknown[] = []
  const report = failureReport((error) => reported.push(error))
  const lost = new Error('Connection terminated unexpectedly')
  report.failed(lost)
  report.failed(Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' }))
  report.failed(Object.assign(new Error('the database system is starting up'), { code: '57P03' }))
  assert.deepEqual(reported, [lost])
})

test('failures of several things are reported for each, and no more than 1000 in ten minutes', () => {
  const reported: unknown[] = []
  let now = 0
  const report = failureReport(
    (_error, about) => reported.push(about),
    () => now,
  )
  const failOf = (count: number): void => {
    for (let key = 0; key < count; key++) report.failed(new Error('broken'), { key })
  }
  failOf(2)
  failOf(2)
  assert.deepEqual(reported, [{ key: 0 }, { key: 1 }])
  failOf(1_001)
  assert.equal(reported.length, 1_000)
  now = 600_000
  failOf(1_001)
  assert.equal(reported.length, 2_000)
})

test('what could not be stored is stored later, one run after the other, and its failure reported once', async () => {
  const reported: unknown[] = []
  let running = 0
  let runs = 0
  const storing = storeRegularly(
    3_600_000,
    async () => {
      runs++
      assert.equal(++running, 1)
      await sleep(5)
      running--
      if (runs <= 2) throw new Error(`run ${runs}`)
    },
    (error) => reported.push((error as Error).message),
  )
  await Promise.all([storing.flush(), storing.flush(), storing.flush()])
  assert.equal(runs, 3)
  await storing.close()
  assert.equal(runs, 4)
  assert.deepEqual(reported, ['run 1'])
})

test('what is stored regularly is stored by itself, and what is lost at the end is told again', async () => {
  const reported: unknown[] = []
  let runs = 0
  const storing = storeRegularly(
    5,
    async () => {
      throw new Error(`run ${++runs}`)
    },
    (error) => reported.push((error as Error).message),
  )
  while (runs < 3) await sleep(5)
  await storing.close()
  assert.deepEqual(reported, ['run 1', `run ${runs}`])
})

test('a run that takes long is told when it is to end', async () => {
  let steps = 0
  const task = periodicTask(
    3_600_000,
    async (signal) => {
      while (!signal.aborted) {
        steps++
        await sleep(1)
      }
    },
    assert.ifError,
  )
  void task.run()
  while (steps < 2) await sleep(1)
  await task.stop()
})

test('a run that ends because it was told to has not failed, and one that fails at the end has', async () => {
  const reported: unknown[] = []
  const running = Promise.withResolvers<void>()
  const task = periodicTask(
    3_600_000,
    async (signal) => {
      running.resolve()
      while (!signal.aborted) await sleep(1)
      signal.throwIfAborted()
    },
    (error) => reported.push(error),
  )
  void task.run()
  await running.promise
  await task.stop()
  assert.equal(reported.length, 0)
  const failing = periodicTask(
    3_600_000,
    async () => {
      throw new Error('no')
    },
    (error) => reported.push((error as Error).message),
  )
  void failing.run()
  await failing.stop()
  assert.deepEqual(reported, ['no'])
})
