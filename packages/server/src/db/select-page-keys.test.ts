import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrderOfKeys, selectPageKeys } from './select-page-keys.ts'

/** A list of so many rows, that counts how many of them are looked at. */
function listOf(size: number, isSearch: boolean) {
  const all = Array.from({ length: size }, (_, n) => ({ key: String(n) }))
  const looked = { rows: 0, counts: 0 }
  const keys = (isReversed: boolean) => {
    const taken = { most: size, skipped: 0 }
    const query = {
      limit(count: number) {
        taken.most = count
        return query
      },
      offset(count: number) {
        taken.skipped = count
        return query
      },
      async execute() {
        const end = taken.skipped + taken.most
        looked.rows += Math.min(size, end)
        return (isReversed ? all.toReversed() : all).slice(taken.skipped, end)
      },
    }
    return query
  }
  const count = async () => {
    looked.counts++
    return { total: size }
  }
  return { selection: { keys, count, isSearch }, looked }
}

for (const isSearch of [false, true]) {
  for (const size of [0, 1, 7, 1_000, 1_001, 2_500]) {
    test(`The pages of ${size} rows are in order${isSearch ? ', where they are searched for' : ''}`, async () => {
      const { selection } = listOf(size, isSearch)
      for (const limit of [1, 3, 100]) {
        for (const offset of [0, 1, Math.floor(size / 2), size - 1, size, size + 5].filter((offset) => offset >= 0)) {
          const { keys, total } = await selectPageKeys(selection, { limit, offset })
          assert.equal(total, size)
          const expected = Array.from({ length: size }, (_, n) => String(n)).slice(offset, offset + limit)
          assert.deepEqual(keys, expected, `limit ${limit}, offset ${offset}`)
        }
      }
    })
  }
}

test('A page is read from the nearer end, and none past it', async () => {
  const near = listOf(10_000, false)
  await selectPageKeys(near.selection, { limit: 100, offset: 9_800 })
  assert.equal(near.looked.rows, 200)
  const past = listOf(10_000, false)
  await selectPageKeys(past.selection, { limit: 100, offset: 10_000 })
  assert.equal(past.looked.rows, 0)
})

test('A search that finds few is done once', async () => {
  const { selection, looked } = listOf(1_000, true)
  await selectPageKeys(selection, { limit: 100, offset: 500 })
  assert.equal(looked.counts, 0)
})

test('Rows come in the order of their keys', () => {
  assert.deepEqual(inOrderOfKeys(['b', 'gone', 'a'], [{ key: 'a' }, { key: 'b' }]), [{ key: 'b' }, { key: 'a' }])
})
