import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { until } from '@portico/testing/until.ts'
import { announceWork } from './announce-work.ts'
import { type ClaimedWork, createClaimedWorker } from './claimed-work.ts'
import { type Db, transaction } from './transaction.ts'

const long = 60_000
const unavailable = (): Error => Object.assign(new Error('the server is stopping'), { code: '57P01' })

onBothEngines('The loop of a worker', (_engine, open) => {
  let db: Db
  let waiting: string[]
  let done: string[]
  let errors: unknown[]

  /** Takes one job after the other from `waiting`, unless something else is given. */
  const worker = (more: Partial<ClaimedWork<string>> = {}) =>
    createClaimedWorker<string>(db, {
      kind: 'mail',
      pollMilliseconds: long,
      find: async () => waiting.splice(0, 1),
      carryOut: async (job) => void done.push(job),
      onError: (error) => errors.push(error),
      ...more,
    })
  const announce = (...jobs: string[]): Promise<void> =>
    transaction({ db }, async ({ db }) => {
      waiting.push(...jobs)
      announceWork(db, 'mail')
    })

  before(async () => {
    db = (await open()).db
  })

  beforeEach(() => {
    waiting = []
    done = []
    errors = []
  })

  test('carries out what is there at its start, and what is announced later', async () => {
    waiting.push('first', 'second')
    const started = worker()
    started.start()
    await until(() => done.length === 2, 5_000)
    await announce('third', 'fourth')
    await until(() => done.length === 4, 5_000)
    await started.stop()
    assert.deepEqual(done, ['first', 'second', 'third', 'fourth'])
  })

  test('does nothing by itself before its start or after its stop', async () => {
    const stopped = worker()
    stopped.start()
    await stopped.stop()
    worker()
    await announce('left')
    await new Promise(setImmediate)
    assert.deepEqual([done, waiting], [[], ['left']])
  })

  test('drains everything without a start', async () => {
    waiting.push('first', 'second', 'third')
    await worker().drain()
    assert.deepEqual(done, ['first', 'second', 'third'])
  })

  test('finds what another process has left behind', async () => {
    const polling = worker({ pollMilliseconds: 10 })
    polling.start()
    waiting.push('left behind')
    await until(() => done.length === 1, 5_000)
    await polling.stop()
  })

  test('carries out jobs side by side, and says which are under way', async () => {
    const asked: (readonly string[])[] = []
    const release = Promise.withResolvers<void>()
    const busy = worker({
      async find(underWay) {
        asked.push(underWay)
        return waiting.splice(0)
      },
      async carryOut(job) {
        await release.promise
        done.push(job)
      },
    })
    busy.start()
    await announce('first', 'second')
    await announce('third')
    await until(() => asked.at(-1)?.length === 2 || waiting.length === 0, 5_000)
    assert.deepEqual(done, [])
    release.resolve()
    await until(() => done.length === 3, 5_000)
    await busy.stop()
    assert.ok(asked.some((underWay) => underWay.includes('first') && underWay.includes('second')))
  })

  test('reports an error and goes on with the next look', async () => {
    const failing = worker({
      async carryOut(job) {
        if (job === 'broken') throw new Error('broken')
        done.push(job)
      },
    })
    failing.start()
    await announce('broken')
    await until(() => errors.length === 1, 5_000)
    await announce('sound')
    await until(() => done.length === 1, 5_000)
    await failing.stop()
    assert.match(String(errors[0]), /broken/)
  })

  test('reports what fails at each look once, also where other work goes on beside it', async () => {
    let looks = 0
    const failing = worker({
      pollMilliseconds: 5,
      async find(underWay) {
        looks++
        if (looks < 4) throw new Error('the look has failed')
        // As with a lease, the broken one is not found by each look.
        const isBrokenFound = looks % 4 === 0 && !underWay.includes('broken')
        return [...waiting.splice(0, 1), ...(isBrokenFound ? ['broken'] : [])]
      },
      async carryOut(job) {
        await new Promise(setImmediate)
        if (job === 'broken') throw new Error('broken')
        done.push(job)
      },
    })
    waiting = ['first', 'second', 'third']
    failing.start()
    await until(() => done.length === 3 && looks > 20, 5_000)
    await failing.stop()
    assert.deepEqual(errors.map(String), ['Error: the look has failed', 'Error: broken'])
  })

  test('reports nothing while the database is away, and asks again', async () => {
    let looks = 0
    const away = worker({
      pollMilliseconds: 10,
      async find() {
        if (++looks < 4) throw unavailable()
        return waiting.splice(0)
      },
    })
    waiting.push('late')
    away.start()
    await until(() => done.length === 1, 5_000)
    await away.stop()
    assert.deepEqual(errors, [])
  })

  test('finishes what is under way when it stops, leaves the rest, and gives back what was claimed', async () => {
    const begun = Promise.withResolvers<void>()
    let released = 0
    const stopping = worker({
      async find(underWay) {
        return underWay.length === 0 ? waiting.splice(0, 1) : []
      },
      async carryOut(job, { isStopping }) {
        begun.resolve()
        await until(isStopping, 5_000)
        done.push(job)
      },
      async release() {
        released++
      },
    })
    stopping.start()
    await announce('under way', 'left')
    await begun.promise
    await stopping.stop()
    assert.deepEqual([done, waiting, released], [['under way'], ['left'], 1])
  })

  test('begins nothing twice where it drains beside its own looks', async () => {
    const rows = new Set(['one', 'other'])
    const twofold = worker({
      async find(underWay) {
        await new Promise(setImmediate)
        return [...rows].filter((row) => !underWay.includes(row))
      },
      async carryOut(job) {
        await new Promise(setImmediate)
        rows.delete(job)
        done.push(job)
      },
    })
    twofold.start()
    await Promise.all([twofold.drain(), twofold.drain()])
    await twofold.stop()
    assert.deepEqual(done.sort(), ['one', 'other'])
  })

  test('carries out nothing after a stop, nor claims it, where a drain is looking at that moment', async () => {
    waiting.push('claimed late')
    const order: string[] = []
    const looking = Promise.withResolvers<void>()
    const draining = worker({
      async find() {
        looking.resolve()
        await new Promise(setImmediate)
        order.push('found')
        return waiting.splice(0)
      },
      async carryOut(job, { isStopping }) {
        if (!isStopping()) done.push(job)
        order.push('carried out')
      },
      async release() {
        order.push('released')
      },
    })
    const drained = draining.drain()
    await looking.promise
    await draining.stop()
    order.push('stopped')
    await drained
    await draining.drain()
    assert.deepEqual([done, order], [[], ['found', 'carried out', 'released', 'stopped']])
  })

  test('aborts what takes longer than the grace period', async () => {
    const begun = Promise.withResolvers<void>()
    const endless = worker({
      async carryOut(job, { signal }) {
        begun.resolve()
        await new Promise((over) => signal.addEventListener('abort', over))
        done.push(job)
      },
    })
    endless.start()
    await announce('endless')
    await begun.promise
    await endless.stop({ graceMilliseconds: 20 })
    assert.deepEqual(done, ['endless'])
  })
})
