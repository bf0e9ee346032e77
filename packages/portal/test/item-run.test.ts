import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { ApiProblem } from '../src/api/problem.ts'
import { ItemRun } from '../src/components/bulk/item-run.ts'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const problem = (status: number, more: { retryAfter?: number } = {}): ApiProblem =>
  new ApiProblem({ status, title: 'No', detail: `no ${status}`, ...more })
const sorted = (items: readonly number[]): number[] => [...items].sort((one, other) => one - other)

describe('a change of many things, one by one', () => {
  test('carries out a few at a time, and goes on after those that fail', async () => {
    let underWay = 0
    let most = 0
    const run = new ItemRun(numbers(20), async (item) => {
      most = Math.max(most, ++underWay)
      await setImmediate()
      underWay--
      if (item % 5 === 0) throw problem(409)
    })
    await run.start()
    const { phase, changed, failures, left } = run.progress()
    assert.equal(most, 4)
    assert.equal(phase, 'finished')
    assert.deepEqual(
      sorted(changed),
      numbers(20).filter((item) => item % 5 !== 0),
    )
    assert.deepEqual(
      failures.map(({ item, error }) => [item, (error as ApiProblem).status]),
      [0, 5, 10, 15].map((item) => [item, 409]),
    )
    assert.deepEqual(left, [])
  })

  test('waits as long as the server asks for, all together, and leaves nothing out', async () => {
    const waited: (number | undefined)[] = []
    const refused = new Set<number>()
    const run: ItemRun<number> = new ItemRun(
      numbers(6),
      async (item) => {
        assert.equal(run.progress().waitingFor, undefined)
        if (refused.has(item) || item > 2) return
        refused.add(item)
        throw problem(429, { retryAfter: 3 })
      },
      async () => void waited.push(run.progress().waitingFor),
    )
    await run.start()
    assert.deepEqual(waited, [3, 2, 1])
    assert.deepEqual(sorted(run.progress().changed), numbers(6))
    assert.equal(run.progress().phase, 'finished')
  })

  test('pauses where each would be refused for the same, and goes on with those that are left', async () => {
    let isSignedIn = false
    const sent: number[] = []
    const run = new ItemRun(numbers(9), async (item) => {
      if (!isSignedIn && item >= 2) throw problem(401)
      sent.push(item)
    })
    await run.start()
    assert.equal(run.progress().phase, 'paused')
    assert.equal((run.progress().error as ApiProblem).status, 401)
    assert.deepEqual(run.progress().failures, [])
    isSignedIn = true
    await run.start()
    assert.equal(run.progress().phase, 'finished')
    assert.deepEqual(sorted(sent), numbers(9))
  })

  test('is paused only when nothing is under way, and is over only then', async () => {
    const [first, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const phases: string[] = []
    const run = new ItemRun(numbers(3), async (item) => {
      if (item === 0) await first.promise
      if (item === 1) await slow.promise
    })
    run.subscribe(() => phases.push(run.progress().phase))
    const over = run.start()
    first.reject(problem(401))
    await setImmediate()
    assert.equal(run.progress().phase, 'stopping')
    // Somebody goes on, or stops, as soon as they may.
    void run.start()
    run.stop()
    slow.reject(problem(401))
    await over
    assert.deepEqual(
      [run.progress().phase, run.progress().left.length, phases.includes('paused')],
      ['stopped', 2, false],
    )
  })

  test('stops when it is told to, or when nobody watches any more, and says what is left', async () => {
    const run: ItemRun<number> = new ItemRun(numbers(20), async (item) => {
      await setImmediate()
      if (item === 3) run.stop()
    })
    await run.start()
    const { phase, changed, left } = run.progress()
    assert.equal(phase, 'stopped')
    assert.deepEqual(sorted([...changed, ...left]), numbers(20))
    assert.ok(changed.length < 8, String(changed.length))

    const unwatched = new ItemRun(numbers(1_000), () => setImmediate())
    const end = unwatched.subscribe(() => {})
    const over = unwatched.start()
    end()
    await over
    assert.equal(unwatched.progress().phase, 'stopped')
  })
})
