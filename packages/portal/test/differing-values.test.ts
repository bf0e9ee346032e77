import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differingValues } from '../src/components/activity/differing-values.ts'

test('what an entry has before and after is told as far as it differs', () => {
  const before = { name: 'A', logo: null, branding: { color: 'red', name: 'B' }, keys: ['a'], gone: 1 }
  const after = { name: 'A', branding: { color: 'blue', name: 'B' }, keys: ['a', 'b'] }
  assert.deepEqual(differingValues(before, after), {
    before: { branding: { color: 'red' }, keys: ['a'], gone: 1 },
    after: { branding: { color: 'blue' }, keys: ['a', 'b'], gone: undefined },
  })
  assert.deepEqual(differingValues(after, after), { before: {}, after: {} })
})
