import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareTexts, inByteOrder } from './in-byte-order.ts'
import { ListIndex } from './list-index.ts'

const text = fc.string({ unit: 'binary', maxLength: 6 })

test('texts in byte order compare as their bytes, and contain what the given ones contain', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [first, second] = [inByteOrder(one), inByteOrder(other)]
      assert.equal(Math.sign(compareTexts(first, second)), Buffer.compare(Buffer.from(one), Buffer.from(other)))
      assert.equal(inByteOrder(one + other + one).includes(second), true)
      assert.equal(first.includes(second), one.includes(other))
    }),
  )
  assert.ok(inByteOrder('\uFFFD') < inByteOrder('😀') && !('\uFFFD' < '😀'))
})

interface Row {
  key: string
  value: number
}

const byValue = { name: 'value', compare: (one: Row, other: Row) => one.value - other.value }
const byRemainder = { name: 'remainder', compare: (one: Row, other: Row) => (one.value % 3) - (other.value % 3) }
const rowsOf = fc.array(fc.record({ key: fc.constantFrom(...'abcdefgh'), value: fc.nat(9) }))

test('an index that was updated is the same as one made of the rows, in every order', () => {
  fc.assert(
    fc.property(
      ...([rowsOf, fc.array(fc.tuple(rowsOf, fc.uniqueArray(fc.constantFrom(...'abcdefgh'))))] as const),
      ...([fc.nat(4), fc.nat(9), fc.boolean()] as const),
      (rows, updates, limit, offset, isDescending) => {
        const now = new Map(rows.map((row) => [row.key, row]))
        const index = new ListIndex([...now.values()])
        const pages = (one: ListIndex<Row>) =>
          [byValue, byRemainder].flatMap((order) =>
            [undefined, (row: Row) => row.value > 3].map((matches) =>
              one.page({ matches, order, isDescending, limit, offset }),
            ),
          )
        pages(index)
        for (const [changed, gone] of updates) {
          for (const key of gone) now.delete(key)
          const kept = new Map(changed.map((row) => [row.key, row]))
          for (const row of kept.values()) now.set(row.key, row)
          index.update([...gone, ...kept.keys()], [...kept.values()])
          assert.deepEqual(pages(index), pages(new ListIndex([...now.values()])))
          assert.equal(index.size, now.size)
        }
      },
    ),
  )
})
