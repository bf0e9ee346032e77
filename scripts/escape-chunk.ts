import { readFileSync, writeFileSync } from 'node:fs'
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'

/** One code unit beyond ASCII */
const wide = /[^\0-\x7f]/g

/**
 * Writes the characters of a built file that are beyond ASCII as escapes, and moves the columns of its source map by
 * as much. V8 keeps the text of a file as long as its functions: with one character beyond Latin-1, at two bytes for each.
 */
export function escapeChunk(file: string): void {
  const code = readFileSync(file, 'utf8')
  if (!/[^\0-\x7f]/.test(code)) return
  const lines = code.split('\n')
  writeFileSync(file, lines.map((line) => line.replaceAll(wide, escapeUnit)).join('\n'))
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  const moved = decode(map.mappings).map((segments, index) => moveColumns(segments, lines[index] ?? ''))
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, mappings: encode(moved) }))
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
/** `\uXXXX` has five characters more. */
const growth = 5

/** A line's segments with the columns that they have after escaping. */
function moveColumns(segments: SourceMapSegment[], line: string): SourceMapSegment[] {
  const places = [...line.matchAll(wide)].map(({ index }) => index)
  if (places.length === 0) return segments
  let passed = 0
  return segments.map(([column, ...rest]) => {
    while ((places[passed] ?? Number.POSITIVE_INFINITY) < column) passed++
    return [column + passed * growth, ...rest] as SourceMapSegment
  })
}
