import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Problem } from '../../../problems/problem.ts'
import { createHashTurns, type HashSource } from './hash-turns.ts'

/** Turns, one at a time, of which the first is taken until `start`. What began is listed in its order. */
function heldTurns() {
  let time = 0
  const turns = createHashTurns({ atOnce: 1, now: () => time })
  const begun: string[] = []
  const refused: Record<string, number> = {}
  const all: Promise<void>[] = []

  /** Takes the turn. @returns what gives it back, and waits for all */
  function hold(): () => Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    all.push(turns.run({ address: '198.51.100.1' }, () => promise))
    return async () => {
      resolve()
      await Promise.all(all)
    }
  }

  return {
    begun,
    refused,
    hold,
    start: hold(),
    wait(milliseconds: number): void {
      time += milliseconds
    },
    ask(name: string, source: HashSource, times = 1): void {
      const turn = async (): Promise<void> => {
        begun.push(name)
      }
      const refuse = (error: unknown): void => {
        assert.ok(error instanceof Problem)
        assert.deepEqual([error.problem, error.headers['retry-after']], ['sign_in_busy', '3'])
        refused[name] = (refused[name] ?? 0) + 1
      }
      for (let n = 0; n < times; n++) all.push(turns.run(source, turn).catch(refuse))
    },
  }
}

const attacker = (n: number): HashSource => ({ address: `203.0.${n}.7` })
const person: HashSource = { address: '192.0.2.50' }

describe('turns for hashing passwords', () => {
  test('strangers from a few networks neither fill the queue nor come before others', async () => {
    const turns = heldTurns()
    for (let n = 0; n < 5; n++) turns.ask(`attacker ${n}`, attacker(n), 100)
    turns.ask('person', person)
    turns.ask('member', { member: 'ada' })
    turns.ask('another', { address: '2001:db8::1' })
    for (let n = 0; n < 5; n++) turns.ask(`attacker ${n}`, attacker(n), 100)
    await turns.start()
    assert.ok(turns.begun.indexOf('member') <= 1, 'members and strangers are served alike')
    assert.ok(turns.begun.indexOf('person') <= 7 && turns.begun.indexOf('another') <= 7, turns.begun.join())
    assert.equal(turns.begun.length, 64, 'so many wait at most')
    assert.deepEqual(
      Object.keys(turns.refused).sort(),
      [0, 1, 2, 3, 4].map((n) => `attacker ${n}`),
    )
  })

  test('who comes for the first time waits for nobody who was served in this minute', async () => {
    const turns = heldTurns()
    for (let n = 0; n < 5; n++) turns.ask(`attacker ${n}`, attacker(n), 6)
    await turns.start()
    const again = turns.hold()
    for (let n = 0; n < 5; n++) turns.ask(`attacker ${n}`, attacker(n), 6)
    turns.ask('person', person, 2)
    await again()
    assert.deepEqual(turns.begun.slice(30, 32), ['person', 'person'])
    turns.wait(60_000)
    const later = turns.hold()
    turns.ask('attacker 1', attacker(1))
    turns.ask('person', person)
    await later()
    assert.deepEqual(turns.begun.slice(-2), ['attacker 1', 'person'], 'and a minute later the order is that of coming')
  })

  test('a whole network counts as one, and those within it take turns', async () => {
    for (const [wide, addressIn] of [
      ['IPv4 /24', (n: number) => `203.0.113.${n}`],
      ['mapped', (n: number) => `::ffff:203.0.113.${n}`],
      ['IPv6 /48', (n: number) => `2001:db8:7:${n}::1`],
      ['IPv6 /64', (n: number) => `2001:db8:7:7::${n}`],
    ] as const) {
      const turns = heldTurns()
      for (let n = 1; n < 30; n++) turns.ask('attacker', { address: addressIn(n) })
      turns.ask('person', person, 3)
      await turns.start()
      assert.deepEqual(
        turns.begun.slice(0, 6).sort(),
        ['attacker', 'attacker', 'attacker', ...Array(3).fill('person')],
        wide,
      )
    }
    const turns = heldTurns()
    turns.ask('attacker', { address: '203.0.113.1' }, 30)
    turns.ask('neighbour', { address: '203.0.113.2' })
    await turns.start()
    assert.ok(turns.begun.indexOf('neighbour') <= 1)
  })

  test('one address has 32 places at most, one member too, and what is done makes room', async () => {
    const turns = heldTurns()
    turns.ask('office', person, 40)
    turns.ask('member', { member: 'ada' }, 40)
    await turns.start()
    assert.deepEqual(turns.refused, { office: 8, member: 8 })
    turns.ask('office', person, 33)
    await turns.start()
    assert.equal(turns.refused.office, 8)
  })

  test('a member who asks again and again does not come before other members', async () => {
    const turns = heldTurns()
    turns.ask('eve', { member: 'eve' }, 30)
    turns.ask('ada', { member: 'ada' })
    await turns.start()
    assert.ok(turns.begun.indexOf('ada') <= 1)
  })

  test('a failure gives the turn to the next', async () => {
    const turns = createHashTurns({ atOnce: 1 })
    const failing = turns.run(person, () => Promise.reject(new Error('failed')))
    await assert.rejects(failing, /failed/)
    assert.equal(await turns.run(person, async () => 'done'), 'done')
  })
})
