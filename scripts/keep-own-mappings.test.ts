import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { encode } from '@jridgewell/sourcemap-codec'
import { keepOwnMappings } from './keep-own-mappings.ts'

const sources = ['packages/server/src/a.ts', 'node_modules/b/index.js', 'packages/sdk/node_modules/c/index.js']

type Segment = [number, number, number, number]

/** What the map leads to from there, once only own mappings are left */
function kept(lines: Segment[][]): (line: number, column: number) => unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'portico-mappings-'))
  const file = join(folder, 'chunk.cjs.map')
  writeFileSync(file, JSON.stringify({ version: 3, sources, names: [], mappings: encode(lines) }))
  keepOwnMappings(file)
  const payload = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  assert.deepEqual(payload.sources, sources)
  const map = new SourceMap(payload)
  return (line, column) => {
    const entry = map.findEntry(line, column)
    return 'originalSource' in entry && entry.originalSource
      ? [entry.originalSource, entry.originalLine, entry.originalColumn]
      : []
  }
}

test('A map leads to sources of Portico as before, and to none of packages', () => {
  const found = kept([
    [
      [0, 1, 0, 0],
      [5, 0, 7, 2],
      [9, 0, 8, 0],
      [20, 1, 1, 0],
      [30, 2, 1, 0],
      [40, 0, 9, 4],
    ],
    [[0, 2, 5, 0]],
  ])
  assert.deepEqual(found(0, 6), [sources[0], 7, 2])
  assert.deepEqual(found(0, 10), [sources[0], 8, 0])
  assert.deepEqual(found(0, 41), [sources[0], 9, 4])
  // Node takes the last place before, on whichever line that is.
  for (const [line, column] of [
    [0, 1],
    [0, 21],
    [0, 25],
    [0, 31],
    [1, 3],
  ] as const)
    assert.deepEqual(found(line, column), [], `${line}:${column}`)
})

test('What follows the last own place of all is not taken for it', () => {
  const found = kept([
    [
      [0, 0, 7, 2],
      [20, 1, 1, 0],
    ],
  ])
  assert.deepEqual(found(0, 19), [sources[0], 7, 2])
  assert.deepEqual(found(0, 21), [])
})
