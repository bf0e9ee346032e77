import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChangeFeed } from './change-feed.ts'
import { OrganizationCache } from './organization-cache.ts'

/** A feed that tells what the test wants, and when. */
function feed() {
  const listeners: ((key: string | undefined) => void)[] = []
  const state = { isCurrent: true, age: 0, pending: [] as (string | undefined)[] }
  const changed = (key: string | undefined): void => {
    for (const listener of listeners) listener(key)
  }
  const changes: ChangeFeed = {
    onChange: (listener) => listeners.push(listener),
    changed,
    catchUp: () => state.pending.splice(0).forEach(changed),
    isCurrent: () => state.isCurrent,
    age: () => state.age,
    stop() {},
  }
  return { changes, changed, state }
}

test('keeps what was read, by organization and id, and not what does not exist', async () => {
  const cache = new OrganizationCache<string>(feed().changes)
  assert.equal(await cache.load('a', '1', async () => 'one'), 'one')
  assert.equal(await cache.load('b', '1', async () => 'other'), 'other')
  assert.equal(await cache.load('a', '2', async () => undefined), undefined)
  assert.deepEqual([cache.get('a', '1'), cache.get('b', '1'), cache.get('a', '2')], ['one', 'other', undefined])
})

test('drops an organization that changed, all of them when it is unknown which one did', async () => {
  const { changes, changed } = feed()
  const cache = new OrganizationCache<string>(changes)
  await cache.load('a', '1', async () => 'one')
  await cache.load('b', '1', async () => 'other')
  changed('a')
  assert.deepEqual([cache.get('a', '1'), cache.get('b', '1')], [undefined, 'other'])
  changed(undefined)
  assert.equal(cache.get('b', '1'), undefined)
})

test('catches up before it answers', async () => {
  const { changes, state } = feed()
  const cache = new OrganizationCache<string>(changes)
  await cache.load('a', '1', async () => 'one')
  state.pending.push('a')
  assert.equal(cache.get('a', '1'), undefined)
})

test('while the database is away, serves callers with a grace time, up to that time, and drops as ever', async () => {
  const { changes, changed, state } = feed()
  const cache = new OrganizationCache<string>(changes)
  for (const key of ['a', 'b']) await cache.load(key, '1', async () => key)
  Object.assign(state, { isCurrent: false, age: 59_999 })
  assert.deepEqual(
    [cache.get('a', '1'), cache.get('a', '1', 1_000), cache.get('a', '1', 60_000)],
    [undefined, undefined, 'a'],
  )
  changed('a')
  assert.deepEqual([cache.get('a', '1', 60_000), cache.get('b', '1', 60_000)], [undefined, 'b'])
  state.age = 60_000
  assert.equal(cache.get('b', '1', 60_000), undefined)
})

test('does not keep a value that was read before a change and arrives after it', async () => {
  const { changes, changed } = feed()
  const cache = new OrganizationCache<string>(changes)
  const value = await cache.load('a', '1', async () => {
    changed('a')
    return 'old'
  })
  assert.equal(value, 'old')
  assert.equal(cache.get('a', '1'), undefined)
})

test('answers nothing while the database cannot be asked', async () => {
  const { changes, state } = feed()
  const cache = new OrganizationCache<string>(changes)
  await cache.load('a', '1', async () => 'one')
  state.isCurrent = false
  assert.equal(cache.get('a', '1'), undefined)
})

test('does not keep a failure', async () => {
  const cache = new OrganizationCache<string>(feed().changes)
  await assert.rejects(
    cache.load('a', '1', () => Promise.reject(new Error('away'))),
    /away/,
  )
  assert.equal(await cache.load('a', '1', async () => 'one'), 'one')
})

test('never holds more than its limit', async () => {
  const { changes, changed } = feed()
  const cache = new OrganizationCache<number>(changes, 10)
  const held = (): number => {
    let count = 0
    for (let id = 0; id < 100; id++) for (const key of ['a', 'b']) if (cache.get(key, `${id}`) !== undefined) count++
    return count
  }
  for (let id = 0; id < 100; id++) {
    await cache.load(id % 2 ? 'a' : 'b', `${id}`, async () => id)
    assert.ok(held() <= 10)
  }
  changed('a')
  for (let again = 0; again < 3; again++) for (let id = 0; id < 10; id++) await cache.load('b', `${id}`, async () => id)
  assert.ok(held() > 0 && held() <= 10)
})

test('drops what was not asked for longest once it is full', async () => {
  const cache = new OrganizationCache<number>(feed().changes, 3)
  for (let id = 0; id < 3; id++) await cache.load('a', `${id}`, async () => id)
  assert.equal(cache.get('a', '0'), 0)
  await cache.load('a', '3', async () => 3)
  assert.deepEqual(
    ['0', '1', '2', '3'].map((id) => cache.get('a', id)),
    [0, undefined, 2, 3],
  )
})

test('drops the organization first that was not asked about for longest', async () => {
  const cache = new OrganizationCache<number>(feed().changes, 4)
  for (const key of ['a', 'b']) for (let id = 0; id < 2; id++) await cache.load(key, `${id}`, async () => id)
  assert.equal(cache.get('a', '0'), 0)
  await cache.load('c', '0', async () => 0)
  assert.deepEqual([cache.get('a', '1'), cache.get('b', '0'), cache.get('c', '0')], [1, undefined, 0])
})
