import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { queryDecoder } from './query-decoder.ts'

const words = Array.from({ length: 200 }, (_, number) => `Word.of-${number}`)
const decode = queryDecoder({
  properties: {
    action: { type: 'array', items: { type: 'string', enum: words } },
    sort: { type: 'string', pattern: '^-?(name|createdAt)$' },
  },
})
const decoded = (query: Record<string, unknown>): Record<string, unknown> => {
  decode(query)
  return query
}

test('Words and fields to sort by are found in any case, and others stay', () => {
  assert.deepEqual(decoded({ action: ['WORD.OF-1,x', 'word.of-199'], sort: '-CREATEDAT', other: 'A' }), {
    action: ['Word.of-1', 'x', 'Word.of-199'],
    sort: '-createdAt',
    other: 'A',
  })
})

test('A query that lists as many words as it can hold takes little time', async () => {
  for (const action of ['a,'.repeat(7_000), 'a'.repeat(14_000)]) {
    const milliseconds = await threadTime(() => decoded({ action }), 3)
    assert.ok(milliseconds < 10, `${action.slice(0, 4)}: ${milliseconds} ms`)
  }
})
