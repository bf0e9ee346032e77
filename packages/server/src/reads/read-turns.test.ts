import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, test } from 'node:test'
import { Problem } from '../problems/problem.ts'
import { createReadTurns } from './read-turns.ts'

const response = (): ServerResponse => Object.assign(new EventEmitter(), { destroyed: false }) as ServerResponse

/** Turns with one read at once, each of which ends when the test says so. */
function setUp(longestWait = 10_000) {
  const turns = createReadTurns({ atOnce: 1, longestWait, now: () => 0 })
  const begun: string[] = []
  const ends: (() => void)[] = []
  const ask = (organizationKey: string, callerKey: string, to = response(), isAgain = false) =>
    turns
      .run({ organizationKey, callerKey, isAgain }, to, () => {
        begun.push(`${organizationKey}${callerKey}`)
        return new Promise<string>((resolve) => ends.push(() => resolve('read')))
      })
      .catch((error: Problem) => error.problem)
  const end = async (): Promise<void> => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { turns, begun, ask, end }
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

  test('count once for what is tried again until it is ready', async () => {
    const { begun, ask, end } = setUp()
    ask('A', '1')
    await end()
    for (let count = 0; count < 20; count++) {
      ask('A', '1', response(), true)
      await end()
    }
    for (const organization of ['B', 'B', 'B', 'A', 'B', 'A']) ask(organization, '1')
    begun.length = 0
    for (let count = 0; count < 6; count++) await end()
    assert.deepEqual(begun, ['B1', 'A1', 'B1', 'A1', 'B1'])
  })

  test('go on for who had many, when somebody new asks without pause', async () => {
    const { begun, ask, end } = setUp()
    for (let count = 0; count < 300; count++) {
      ask('A', String(count % 3))
      await end()
    }
    begun.length = 0
    for (let count = 0; count < 50; count++) ask('B', '1')
    for (const caller of ['1', '2', '1']) ask('A', caller)
    ask('C', '1')
    for (let count = 0; count < 12; count++) await end()
    const first = begun.map((name) => name[0]).join('')
    assert.equal(first.indexOf('C'), 1, first)
    assert.ok(first.indexOf('A') <= 4, first)
    assert.ok(first.replace(/[^A]/g, '').length === 3, first)
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
    const { turns, begun, ask, end } = setUp(100)
    ask('A', '1')
    const leaving = response()
    const left = ask('A', '1', leaving)
    const late = ask('A', '2')
    leaving.emit('close')
    assert.equal(await left, undefined)
    assert.equal(turns.waiting(), 1)
    assert.equal(await late, 'lists_busy')
    const last = ask('A', '3')
    await end()
    await end()
    assert.equal(await last, 'read')
    assert.deepEqual(begun, ['A1', 'A3'])
    const gone = Object.assign(response(), { destroyed: true })
    assert.equal(await ask('A', '1', gone), undefined)
  })

  test('are all refused at once where each would be in its turn', async () => {
    const { turns, ask } = setUp()
    ask('A', '1')
    const waiting = [ask('A', '1'), ask('A', '2'), ask('B', '1')]
    turns.refuseAll(new Problem('database_unavailable', 'away'))
    assert.deepEqual(await Promise.all(waiting), Array(3).fill('database_unavailable'))
    assert.equal(turns.waiting(), 0)
  })
})
