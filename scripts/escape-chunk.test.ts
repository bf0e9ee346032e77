import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { encode } from '@jridgewell/sourcemap-codec'
import { escapeChunk } from './escape-chunk.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-escape-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('A built file is ASCII afterwards, says the same, and its map finds the same places', () => {
  const file = join(folder, 'chunk.cjs')
  // Columns 0, 17 and 35 of the second line: beyond Latin-1, within it, and beyond the basic plane
  const line = 'exports.a="ζ→é😀";exports.b=/[ſ-🧿]/u;exports.c=1'
  writeFileSync(file, `"use strict";\n${line}\n`)
  const places = [0, line.indexOf('exports.b'), line.indexOf('exports.c')]
  writeFileSync(
    `${file}.map`,
    JSON.stringify({
      version: 3,
      sources: ['a.ts'],
      names: [],
      mappings: encode([[], places.map((column, index) => [column, 0, index, 0])]),
    }),
  )
  escapeChunk(file)

  const code = readFileSync(file, 'utf8')
  assert.match(code, /^[\0-\x7f]*$/)
  const exports: { a?: string; b?: RegExp; c?: number } = {}
  new Function('exports', code)(exports)
  assert.equal(exports.a, 'ζ→é😀')
  assert.ok(exports.b?.test('😀') && !exports.b.test('a'))
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  const escaped = code.split('\n')[1] ?? ''
  for (const [index, name] of ['exports.a', 'exports.b', 'exports.c'].entries()) {
    const found = map.findEntry(1, escaped.indexOf(name))
    assert.ok('originalLine' in found)
    assert.deepEqual([found.generatedColumn, found.originalLine], [escaped.indexOf(name), index], name)
  }
})
