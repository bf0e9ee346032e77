import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { describe, type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createNameLookups } from './name-lookups.ts'

/** Lookups on a clock that the test moves, which the system answers when the test says so */
function lookupsOf(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const asked: { name: string; answer(): void }[] = []
  const { lookUp } = createNameLookups(
    (name, _options, done) => asked.push({ name, answer: () => done(null, [{ address: '192.0.2.1', family: 4 }]) }),
    () => Date.now(),
  )
  const outcomes: string[] = []
  return {
    asked,
    outcomes,
    ask: (organizationKey: string, name: string) =>
      lookUp(organizationKey, name, {}, (error, addresses: LookupAddress[]) =>
        outcomes.push(`${organizationKey} ${name} ${error ? error.message : addresses[0]?.address}`),
      ),
    async pass(milliseconds: number): Promise<void> {
      t.mock.timers.tick(milliseconds)
      await setImmediate()
    },
    names: () => asked.map(({ name }) => name),
  }
}

describe('lookups of names', () => {
  test('are one at a time for an organization, and one for all that ask for the same name', (t) => {
    const { ask, asked, names, outcomes } = lookupsOf(t)
    for (const name of ['one', 'two', 'one', 'two', 'three']) ask('a', name)
    ask('b', 'four')
    assert.deepEqual(names(), ['one', 'four'])
    asked[0]?.answer()
    assert.deepEqual(outcomes, ['a one 192.0.2.1', 'a one 192.0.2.1'])
    assert.deepEqual(names(), ['one', 'four', 'two'])
    asked[2]?.answer()
    asked[3]?.answer()
    assert.deepEqual(names(), ['one', 'four', 'two', 'three'])
    assert.equal(outcomes.length, 5)
    ask('a', 'one')
    assert.equal(asked.length, 5, 'nothing is kept')
    for (let n = 0; n < 64; n++) ask('a', `waiting ${n}`)
    assert.match(outcomes.at(-1) ?? '', /^a waiting 63 other names/)
    assert.equal(outcomes.length, 6)
  })

  test('are refused for a while to an organization whose names take long', async (t) => {
    const { ask, asked, names, outcomes, pass } = lookupsOf(t)
    for (const name of ['slow', 'slower']) ask('a', name)
    await pass(1_999)
    assert.deepEqual(outcomes, [])
    await pass(1)
    assert.deepEqual(outcomes.splice(0), ['a slower other names of the organization take long to be looked up'])
    ask('a', 'other')
    assert.match(outcomes.splice(0).join(), /^a other other names/)
    ask('b', 'good')
    await pass(20_000)
    asked[0]?.answer()
    assert.deepEqual(outcomes.splice(0), ['a slow 192.0.2.1'])
    await pass(29_999)
    for (const name of ['other', 'slow']) ask('a', name)
    assert.match(outcomes.splice(0).join(), /^a other other names .*,a slow 192/, 'the late one is kept')
    await pass(1)
    ask('a', 'other')
    assert.deepEqual(names(), ['slow', 'good', 'other'])
    await pass(270_000)
    asked[2]?.answer()
    await pass(30_000)
    ask('a', 'slow')
    assert.deepEqual(names(), ['slow', 'good', 'other', 'slow'], 'for five minutes')
  })
})
