import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changedLeaves, changedNames, changedPart, isSameValue } from '../src/components/forms/changed-fields.ts'

describe('What differs between what was loaded and what was typed', () => {
  test('is told by value, without regard to the order of sets and maps', () => {
    assert.ok(isSameValue(new Set(['a', 'b']), new Set(['b', 'a'])))
    const one = new Map<string, unknown>([
      ['x', 'all'],
      ['y', new Set(['2', '1'])],
    ])
    const other = new Map<string, unknown>([
      ['y', new Set(['1', '2'])],
      ['x', 'all'],
    ])
    assert.ok(isSameValue(one, other))
    assert.ok(!isSameValue(one, new Map([['x', 'all']])))
    assert.ok(!isSameValue(['a', 'b'], ['b', 'a']))
    assert.ok(!isSameValue(null, ''))
  })

  test('is all that is sent, also within a field that holds others', () => {
    const before = { name: 'A', notes: null, inner: { host: 'a', port: 1, list: [1] } }
    assert.deepEqual(changedPart(before, structuredClone(before)), {})
    assert.deepEqual(changedPart(before, { ...before, notes: 'x' as never }), { notes: 'x' })
    assert.deepEqual(changedPart(before, { ...before, inner: { ...before.inner, port: 2 } }), { inner: { port: 2 } })
    assert.deepEqual(changedPart({ inner: null } as object, { inner: { port: 2 } }), { inner: { port: 2 } })
    // A list is replaced as a whole.
    assert.deepEqual(changedPart(before, { ...before, inner: { ...before.inner, list: [1, 2] } }), {
      inner: { list: [1, 2] },
    })
  })

  test('names the innermost fields', () => {
    const before = { name: 'A', inner: { host: 'a', port: 1 } }
    assert.deepEqual(changedLeaves(before, { name: 'B', inner: { host: 'a', port: 2 } }), ['name', 'port'])
    assert.deepEqual(changedNames<object>(before, { ...before, secret: 'x' }), ['secret'])
  })
})
