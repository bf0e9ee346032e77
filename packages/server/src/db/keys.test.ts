import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newKey, normalKey } from './keys.ts'

test('a key is a UUIDv7 with the time in front', () => {
  const now = Date.UTC(2026, 10, 23, 15)
  for (let n = 0; n < 1_000; n++) {
    const key = newKey(now)
    assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16), now)
  }
})

test('later keys sort later, and no two are alike', () => {
  const keys = Array.from({ length: 2_000 }, (_, index) => newKey(1_700_000_000_000 + index * 997))
  assert.deepEqual([...keys].sort(), keys)
  const atOnce = Array.from({ length: 100_000 }, () => newKey(5))
  assert.deepEqual([...atOnce].sort(), atOnce)
  assert.equal(new Set(atOnce).size, 100_000)
  // Transactions that have begun at different times take turns.
  const inTurns = Array.from({ length: 2_000 }, (_, index) => [newKey(7), newKey(8 + (index % 100))])
  const ofFirst = inTurns.map(([first]) => first)
  assert.deepEqual([...ofFirst].sort(), ofFirst)
  const before = Date.now()
  const made = Number.parseInt(newKey().replaceAll('-', '').slice(0, 12), 16)
  assert.ok(made >= before && made <= Date.now())
})

test('keys are compared in lower case, without the URN prefix', () => {
  const key = newKey()
  assert.equal(normalKey(key.toUpperCase()), key)
  assert.equal(normalKey(`URN:UUID:${key}`), key)
  assert.equal(normalKey(key), key)
})
