import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatTable } from './print.ts'

test('a table has as many rows as there are: those of a file of which every line is refused', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [String(index), 'refused'])
  const lines = formatTable(['LINE', 'REASON'], rows).split('\n')
  assert.deepEqual([lines.length, lines[0], lines.at(-1)], [200_001, 'LINE    REASON', '199999  refused'])
})
