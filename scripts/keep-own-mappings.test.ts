import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { encode } from '@jridgewell/sourcemap-codec'
import { keepOwnMappings } from './keep-own-mappings.ts'

test('A map leads to sources of Portico as before, and to none of packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-mappings-'))
  const file = join(folder, 'chunk.cjs.map')
  const sources = ['packages/server/src/a.ts', 'node_modules/b/index.js', 'packages/sdk/node_modules/c/index.js']
  const segments: [number, number, number, number][][] = [
    [
      [0, 1, 0, 0],
      [5, 0, 7, 2],
      [9, 0, 8, 0],
      [20, 1, 1, 0],
      [30, 2, 1, 0],
      [40, 0, 9, 4],
    ],
    [[0, 2, 5, 0]],
  ]
  writeFileSync(file, JSON.stringify({ version: 3, sources, names: [], mappings: encode(segments) }))
  keepOwnMappings(file)
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  assert.deepEqual(kept.sources, sources)
  const map = new SourceMap(kept)
  const found = (line: number, column: number): unknown[] => {
    const entry = map.findEntry(line, column)
    return 'originalSource' in entry ? [entry.originalSource, entry.originalLine, entry.originalColumn] : []
  }
  assert.deepEqual(found(0, 6), [sources[0], 7, 2])
  assert.deepEqual(found(0, 10), [sources[0], 8, 0])
  assert.deepEqual(found(0, 41), [sources[0], 9, 4])
  for (const [line, column] of [
    [0, 1],
    [0, 21],
    [0, 31],
    [1, 3],
  ] as const)
    assert.ok(!String(found(line, column)[0] ?? '').includes('node_modules'), `${line}:${column}`)
  assert.equal(found(0, 25)[0], undefined)
})
