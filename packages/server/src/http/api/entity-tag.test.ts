import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { testVault } from '@portico/testing/vault.ts'
import { Problem } from '../../problems/problem.ts'
import { entityTag, parseIfMatch, requireMatch } from './entity-tag.ts'

const kind = { kind: 'thing', fields: ['name', 'size', 'notes'] }
const state = { name: 'Ann', size: 3, notes: null, lastSeen: 'today' }

describe('If-Match', () => {
  test('is a star, or a list of tags, weak and strong, with commas within and empty places between', () => {
    const cases: [header: string | undefined, parsed: unknown][] = [
      [undefined, undefined],
      ['*', '*'],
      [' * ', '*'],
      ['"a"', [{ isWeak: false, text: 'a' }]],
      ['""', [{ isWeak: false, text: '' }]],
      ['W/"a"', [{ isWeak: true, text: 'a' }]],
      [
        '"a,b" ,W/"c"',
        [
          { isWeak: false, text: 'a,b' },
          { isWeak: true, text: 'c' },
        ],
      ],
      [',, "a",\t,', [{ isWeak: false, text: 'a' }]],
      ['"\u00e4"', [{ isWeak: false, text: '\u00e4' }]],
    ]
    for (const [header, parsed] of cases) assert.deepEqual(parseIfMatch(header), parsed, header)
  })

  test('is refused where it is anything else', () => {
    for (const header of ['', ',', 'a', '"a', 'a"', 'w/"a"', '"a" "b"', '"a", *', '*, "a"', '"a b"', 'W/ "a"', "'a'"]) {
      assert.throws(() => parseIfMatch(header), { problem: 'bad_request' }, header)
    }
    const long = `${'"a" '.repeat(4_000)}x`
    assert.throws(() => parseIfMatch(long), { problem: 'bad_request' })
  })

  test('costs no more than its length where it is white space', async () => {
    const milliseconds = await threadTime(() => {
      for (const much of [' '.repeat(200_000), '\t '.repeat(100_000)]) {
        for (const header of [`${much}x`, `"a",${much}x`, `"a"${much}x`, `W/"a"${much}"b"`]) {
          assert.throws(() => parseIfMatch(header), { problem: 'bad_request' })
        }
        assert.deepEqual(parseIfMatch(`${much}"a"${much},${much}`), [{ isWeak: false, text: 'a' }])
      }
    })
    // By the square of the length it would be a minute for each.
    assert.ok(milliseconds < 5_000, `${milliseconds} ms`)
  })
})

describe('An ETag', () => {
  const vault = testVault()
  const tagOf = (changes: object = {}, organizationKey = 'here') =>
    entityTag(vault, organizationKey, kind, { ...state, ...changes })
  const refusal = (header: string, now: object = state): string[] | undefined => {
    try {
      const tags = parseIfMatch(header)
      assert.ok(Array.isArray(tags))
      requireMatch(vault, 'here', kind, now, tags)
      return undefined
    } catch (error) {
      assert.ok(error instanceof Problem && error.problem === 'changed_meanwhile')
      return error.members.changedFields as string[]
    }
  }

  test('is strong, and stands for the editable fields of one organization under the deployment’s key', () => {
    assert.match(tagOf(), /^"[\w-]{24}"$/)
    assert.equal(tagOf(), tagOf({ lastSeen: 'now' }))
    assert.notEqual(tagOf(), tagOf({ size: '3' }))
    assert.notEqual(tagOf(), tagOf({}, 'elsewhere'))
    assert.notEqual(tagOf(), entityTag(testVault(), 'here', kind, state))
    assert.notEqual(tagOf(), entityTag(vault, 'here', { ...kind, kind: 'other' }, state))
    // Equal values of two fields cannot be told.
    const [first, second] = tagOf({ name: 'x', notes: 'x' }).match(/[\w-]{8}/g) ?? []
    assert.notEqual(first, second)
    assert.equal(tagOf({ notes: undefined }), tagOf({ notes: null }))
  })

  test('tells which fields differ', () => {
    assert.equal(refusal(tagOf()), undefined)
    assert.equal(refusal(`"x", ${tagOf()}`), undefined)
    assert.deepEqual(refusal(tagOf({ size: 4 })), ['size'])
    assert.deepEqual(refusal(tagOf({ name: 'Bob', notes: '' })), ['name', 'notes'])
    assert.deepEqual(refusal('"of-something-else"'), ['name', 'size', 'notes'])
    // The nearest of several; never a mixture of them.
    assert.deepEqual(refusal(`${tagOf({ name: 'Bob', size: 4 })}, ${tagOf({ notes: '' })}`), ['notes'])
  })

  test('never matches weakly, nor with anything added', () => {
    assert.deepEqual(refusal(`W/${tagOf()}`), [])
    assert.deepEqual(refusal(tagOf().replace(/"$/, '-gzip"')), [])
    assert.equal(refusal(`W/${tagOf()}, ${tagOf()}`), undefined)
  })
})
