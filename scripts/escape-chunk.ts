import { readFileSync, writeFileSync } from 'node:fs'

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
  const mappings: string[] = map.mappings.split(';')
  map.mappings = mappings.map((mapping, index) => moveColumns(mapping, lines[index] ?? '')).join(';')
  writeFileSync(`${file}.map`, JSON.stringify(map))
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
/** `\uXXXX` has five characters more. */
const growth = 5

/** A line's segments with the columns that they have after escaping. */
function moveColumns(mapping: string, line: string): string {
  const places = [...line.matchAll(wide)].map(({ index }) => index)
  if (places.length === 0 || mapping === '') return mapping
  let [column, moved, passed] = [0, 0, 0]
  const segments = mapping.split(',').map((segment) => {
    const [delta, length] = decode(segment)
    column += delta
    while ((places[passed] ?? Number.POSITIVE_INFINITY) < column) passed++
    const before = moved
    moved = column + passed * growth
    return encode(moved - before) + segment.slice(length)
  })
  return segments.join(',')
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The first number of a segment, in base 64 VLQ, and how many characters it has (ECMA-426, section 4.1). */
function decode(segment: string): [value: number, length: number] {
  let [value, shift, length] = [0, 0, 0]
  for (;;) {
    const digit = digits.indexOf(segment[length++] ?? 'A')
    value += (digit & 31) << shift
    shift += 5
    if (digit < 32) return [value & 1 ? -(value >> 1) : value >> 1, length]
  }
}

function encode(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let text = ''
  do {
    const digit = rest & 31
    rest >>= 5
    text += digits[rest > 0 ? digit | 32 : digit]
  } while (rest > 0)
  return text
}
