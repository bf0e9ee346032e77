import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { pino } from 'pino'
import { isDatabaseUnavailable } from '../db/failures.ts'
import { OutOfTime } from '../db/read-database.ts'
import { ReadNotReady } from '../http/api/reads.ts'
import type { OnIndexFault } from '../modules/directory/user-index/index-entry.ts'
import { systemPrincipal } from '../modules/foundation/permissions/principal.ts'
import { Problem } from '../problems/problem.ts'
import { errorOf, failureOf } from './thread-messages.ts'
import { createThreadReader, ThreadEnded } from './thread-reader.ts'

const listeners = { onReplica() {}, onIndexFault: assert.ifError }
const options = { database: 'sqlite', dataFolder: '/nowhere', timeLimit: 1_000, ...listeners }
const request = { name: 'any', principal: systemPrincipal('organization', 'test'), input: [], now: 0 }

/** Threads that run this code instead of reading, and which of them were started */
function threadsOf(...codes: string[]) {
  const started: number[] = []
  const reader = createThreadReader(options, pino({ level: 'silent' }), (workerData) => {
    started.push(started.length)
    return new Worker(codes[started.length - 1] ?? codes.at(-1) ?? '', { workerData, eval: true, stderr: true })
  })
  return { reader, started }
}

const crash = `require('node:worker_threads').parentPort.on('message', () => process.exit(7))`
const answer = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ id }) => {
    if (id === undefined) return parentPort.close()
    const body = new Uint8Array([49])
    parentPort.postMessage({ id, answer: { body } })
  })`

describe('the thread for reading', () => {
  test('starts with the first read', async () => {
    const { reader, started } = threadsOf(answer)
    assert.deepEqual(started, [])
    assert.deepEqual([...(await reader.read(request)).body], [49])
    await reader.close()
    assert.equal(started.length, 1)
  })

  test('opens its database before anybody reads, where it is told to, each time: the first one may fail', async () => {
    const counts = `
      const { parentPort } = require('node:worker_threads')
      let opened = 0
      parentPort.on('message', ({ id, open }) => {
        if (id === undefined) return parentPort.close()
        if (open) opened++
        else parentPort.postMessage({ id, answer: { body: new Uint8Array([opened]) } })
      })`
    const { reader, started } = threadsOf(counts)
    await reader.open()
    await reader.open()
    assert.deepEqual([...(await reader.read(request)).body], [2])
    assert.equal(started.length, 1)
    await reader.close()
  })

  test('that ends in the middle costs nobody an answer', async () => {
    const dies = `
      const { parentPort } = require('node:worker_threads')
      let count = 0
      parentPort.on('message', ({ id }) => {
        if (++count === 3) throw new Error('broken')
        parentPort.postMessage({ id, answer: { body: new Uint8Array([48]) } })
      })`
    const { reader, started } = threadsOf(dies, answer)
    assert.deepEqual([...(await reader.read(request)).body], [48])
    const answers = await Promise.all(Array.from({ length: 4 }, () => reader.read(request)))
    assert.deepEqual(
      answers.map(({ body }) => body[0]),
      [48, 49, 49, 49],
    )
    assert.equal(started.length, 2)
    await reader.close()
  })

  test('that cannot start is not started without pause', async () => {
    const { reader, started } = threadsOf(crash)
    for (let count = 0; count < 5; count++) await assert.rejects(reader.read(request), ThreadEnded)
    assert.equal(started.length, 1)
    await reader.close()
  })

  test('says which index could not be kept, to whom it is logged by', async () => {
    const faulty = `
      const { parentPort } = require('node:worker_threads')
      parentPort.on('message', ({ id }) => {
        if (id === undefined) return parentPort.close()
        const fields = { code: 'EEXIST', stack: 'Error: in the way' }
        parentPort.postMessage({ indexFault: { kind: 'error', message: 'in the way', fields }, isBuiltAnyway: true })
        parentPort.postMessage({ id, answer: { body: new Uint8Array([49]) } })
      })`
    const faults: unknown[] = []
    let isBuilt = false
    const onIndexFault: OnIndexFault = (error, options) => {
      faults.push(error)
      isBuilt = options?.isBuiltAnyway === true
    }
    const start = (workerData: unknown): Worker => new Worker(faulty, { workerData, eval: true, stderr: true })
    const reader = createThreadReader({ ...options, onIndexFault }, pino({ level: 'silent' }), start)
    assert.deepEqual([...(await reader.read(request)).body], [49])
    await reader.close()
    const [fault] = faults as NodeJS.ErrnoException[]
    assert.deepEqual([faults.length, fault?.message, fault?.code, isBuilt], [1, 'in the way', 'EEXIST', true])
  })

  test('passes errors on as what they are', () => {
    const problem = errorOf(failureOf(new Problem('lists_busy', 'why', { 'retry-after': '3' }, { more: [1] })))
    assert.ok(problem instanceof Problem)
    assert.deepEqual(
      [problem.problem, problem.message, problem.headers, problem.members],
      ['lists_busy', 'why', { 'retry-after': '3' }, { more: [1] }],
    )
    const late = errorOf(failureOf(new OutOfTime('select ?')))
    assert.ok(late instanceof OutOfTime && late.statement === 'select ?')
    const early = errorOf(failureOf(new ReadNotReady('being built', undefined, 4_200)))
    assert.ok(early instanceof ReadNotReady && early.left === 4_200)
    const full = Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13, detail: 'Ada' })
    const passed = errorOf(failureOf(full))
    assert.ok(isDatabaseUnavailable(passed))
    assert.equal(passed.stack, full.stack)
    assert.equal('detail' in passed, false)
    assert.equal(errorOf(failureOf('text')).message, 'text')
  })
})
