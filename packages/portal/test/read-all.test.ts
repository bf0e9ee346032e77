import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAll } from '../src/components/lists/read-all.ts'

interface Entry {
  key: number
  name: string
}

const entries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, key) => ({ key, name: String(key).padStart(6, '0') }))

/** Reads a list by name, which `change` changes after each page: it gets how many pages were read. */
async function keysRead(list: Entry[], change: (pages: number) => void): Promise<number[]> {
  let pages = 0
  const found = await readAll<Entry>(
    async ({ limit, offset }) => {
      const results = list.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(offset, offset + limit)
      change(++pages)
      return { results }
    },
    ({ key }) => String(key),
  )
  const keys = found.map(({ key }) => key)
  assert.equal(new Set(keys).size, keys.length, 'each once')
  return keys
}

const assertHas = (keys: number[], expected: Iterable<number>): void => {
  const has = new Set(keys)
  assert.deepEqual(
    [...expected].filter((key) => !has.has(key)),
    [],
  )
}

describe('all entries of a list, page by page', () => {
  test('are read once each, in the order of the list', async () => {
    for (const count of [0, 1, 99, 100, 101, 199, 200, 250, 1_000]) {
      const keys = await keysRead(entries(count), () => undefined)
      assert.deepEqual(
        keys,
        entries(count).map(({ key }) => key),
      )
    }
  })

  test('are read by one request where a page has all of them', async () => {
    let requests = 0
    await keysRead(entries(99), (pages) => {
      requests = pages
    })
    assert.equal(requests, 1)
  })

  test('miss none that was there all the time, while others are removed or come', async () => {
    for (const gone of [1, 60, 150]) {
      const list = entries(700)
      const keys = await keysRead(list, (pages) => {
        // The first ones go, so that all that follow move towards the beginning.
        if (pages <= 3) list.splice(0, gone)
      })
      assertHas(
        keys,
        list.map(({ key }) => key),
      )
    }
    const list = entries(300)
    const all = list.map(({ key }) => key)
    const keys = await keysRead(list, (pages) => {
      if (pages < 4)
        list.push(...entries(30).map(({ key }) => ({ key: 1_000 * pages + key, name: `-${pages}-${key}` })))
    })
    assertHas(keys, all)
  })

  test('miss none that gets another name meanwhile', async () => {
    const list = entries(400)
    const moved = list[350] as Entry
    const keys = await keysRead(list, (pages) => {
      if (pages === 2) moved.name = '!'
    })
    assertHas(
      keys,
      list.map(({ key }) => key),
    )
  })

  test('end, however often the list changes', async () => {
    const list = entries(300)
    let next = 10_000
    await keysRead(list, () => {
      list.unshift({ key: next, name: `!${next++}` })
      list.pop()
    })
  })
})
