import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createOutgoingTurns } from './outgoing-turns.ts'

/** Turns on a clock that the test moves, and requests that end when the test says so. */
function turnsOf(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let clock = 0
  let threadTime = 0
  const turns = createOutgoingTurns({ now: () => clock, threadTime: () => threadTime })
  const begun: string[] = []
  const ends: ((taken: number) => void)[] = []
  const steps: (() => void)[] = []
  return {
    begun,
    /** Of the one that has begun as the first, second … */
    step(index: number, taken: number): void {
      threadTime += taken
      steps[index]?.()
    },
    ask: (lane: string, signal: AbortSignal = new AbortController().signal) =>
      turns.run(
        lane,
        signal,
        (onStep) =>
          new Promise<void>((done) => {
            begun.push(lane)
            steps.push(onStep)
            ends.push((taken) => {
              threadTime += taken / 2
              onStep()
              threadTime += taken / 2
              done()
            })
          }),
      ),
    async end(taken: number): Promise<void> {
      ends.shift()?.(taken)
      await setImmediate()
    },
    async pass(milliseconds: number): Promise<void> {
      clock += milliseconds
      t.mock.timers.tick(milliseconds)
      await setImmediate()
    },
  }
}

describe('turns at the thread that talks to servers outside', () => {
  test('come at once, more of them one by one, and 32 of an organization at most', async (t) => {
    const { begun, ask, end, pass } = turnsOf(t)
    for (let n = 0; n < 50; n++) void ask('a')
    await setImmediate()
    assert.equal(begun.length, 2)
    await pass(50)
    assert.equal(begun.length, 3)
    await end(5)
    await end(5)
    assert.equal(begun.length, 5)
    for (let n = 0; n < 100; n++) await pass(50)
    assert.equal(begun.length, 34)
    void ask('b')
    await setImmediate()
    assert.equal(begun.at(-1), 'b')
  })

  test('come one at a time, with pauses, once the servers of an organization take long', async (t) => {
    const { begun, ask, end, pass } = turnsOf(t)
    for (let n = 0; n < 8; n++) void ask('a')
    await setImmediate()
    assert.equal(begun.length, 2)
    for (let n = 0; n < 2; n++) await end(400)
    await pass(399)
    assert.equal(begun.length, 2)
    await pass(1)
    assert.equal(begun.length, 3)
    await pass(5_000)
    assert.equal(begun.length, 3, 'one at a time')
    void ask('b')
    await setImmediate()
    assert.equal(begun.at(-1), 'b')
    await end(5)
    assert.equal(begun.length, 5, 'without a pause where it took little')
    await pass(60_000)
    await end(5)
    await end(5)
    assert.equal(begun.length, 7, 'as before, after a minute')
  })

  test('come one at a time as soon as one has taken long, also where it has not ended', async (t) => {
    const { begun, ask, end, pass, step } = turnsOf(t)
    for (let n = 0; n < 8; n++) void ask('a')
    await pass(50)
    assert.equal(begun.length, 3)
    for (let n = 0; n < 3; n++) step(1, 40)
    for (let n = 0; n < 10; n++) await pass(50)
    assert.equal(begun.length, 3)
    for (let n = 0; n < 2; n++) await end(5)
    await pass(200)
    assert.equal(begun.length, 3, 'the last of the three is still under way')
    await end(5)
    assert.equal(begun.length, 4)
  })

  test('end for whoever has waited long enough', async (t) => {
    const { begun, ask, end } = turnsOf(t)
    const abort = new AbortController()
    for (let n = 0; n < 2; n++) void ask('a')
    const waiting = ask('a', abort.signal)
    abort.abort(new Error('late'))
    await assert.rejects(waiting, /waited for its turn, behind 2 others of the same organization/)
    await assert.rejects(ask('a', abort.signal), /late/)
    for (let n = 0; n < 2; n++) await end(5)
    assert.equal(begun.length, 2)
  })
})
