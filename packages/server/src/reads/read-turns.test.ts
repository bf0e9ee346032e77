import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, test } from 'node:test'
import type { Problem } from '../problems/problem.ts'
import { createReadTurns } from './read-turns.ts'

const response = (): ServerResponse => Object.assign(new EventEmitter(), { destroyed: false }) as ServerResponse

/** Turns with one read at once, each of which ends when the test says so. */
function setUp() {
  let time = 0
  const turns = createReadTurns({ atOnce: 1, longestWait: 1_000, now: () => time })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const ask = (organizationKey: string, callerKey: string, to = response()) =>
    turns
      .run({ organizationKey, callerKey }, to, () => {
        begun.push(`${organizationKey}${callerKey}`)
        return new Promise<string>((resolve) => ends.push(() => resolve('read')))
      })
      .catch((error: Problem) => error.problem)
  const end = async (): Promise<void> => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const pass = (milliseconds: number): void => {
    time += milliseconds
  }
  return { turns, begun, ask, end, pass }
}

describe('turns of reads', () => {
  test('go to the organization, and in it to the caller, that was served least', async () => {
    const { begun, ask, end } = setUp()
    for (let count = 0; count < 100; count++) ask('A', '1')
    ask('B', '1')
    ask('A', '2')
    ask('B', '1')
    for (let count = 0; count < 6; count++) await end()
    assert.deepEqual(begun, ['A1', 'B1', 'A2', 'B1', 'A1', 'A1', 'A1'])
  })

  test('are refused to a caller of whom too many wait, and never to another one', async () => {
    const { turns, ask } = setUp()
    const flood = Array.from({ length: 1 + 500 }, () => ask('A', '1'))
    assert.equal(await ask('A', '1'), 'lists_busy')
    const others = Array.from({ length: 500 }, (_, index) => ask('A', String(2 + (index % 2))))
    assert.equal(turns.waiting(), 1_000)
    const another = ask('B', '1')
    assert.equal(await flood.at(-1), 'lists_busy')
    assert.equal(turns.waiting(), 1_000)
    const pending = Symbol('pending')
    assert.equal(await Promise.race([another, ...others, Promise.resolve(pending)]), pending)
  })

  test('are left by who hangs up, and refused after a long wait', async () => {
    const { turns, begun, ask, end, pass } = setUp()
    ask('A', '1')
    const leaving = response()
    const left = ask('A', '1', leaving)
    const late = ask('A', '2')
    leaving.emit('close')
    assert.equal(await left, undefined)
    assert.equal(turns.waiting(), 1)
    pass(1_001)
    const last = ask('A', '3')
    await end()
    assert.equal(await late, 'lists_busy')
    await end()
    assert.equal(await last, 'read')
    assert.deepEqual(begun, ['A1', 'A3'])
    const gone = Object.assign(response(), { destroyed: true })
    assert.equal(await ask('A', '1', gone), undefined)
  })
})
