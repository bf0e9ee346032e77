export interface CsvRow {
  /** Where it begins in the file, from 1 */
  line: number
  cells: string[]
}

/** The file cannot be read; the message says why, for people. */
export class CsvFault extends Error {}

const delimiters = [',', ';', '\t', '|']

/**
 * The rows of a CSV file (RFC 4180), with whichever delimiter it has. Empty lines are left out; cells are trimmed.
 * @throws CsvFault
 */
export function parseCsv(text: string): CsvRow[] {
  const delimiter = delimiterOf(text)
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let begun = 1
  let at = 0
  const endRow = (): void => {
    if (cells.some((cell) => cell !== '')) rows.push({ line: begun, cells })
    cells = []
    begun = line
  }
  while (at < text.length) {
    // A cell begins here.
    const start = skipBlanks(text, at, delimiter)
    if (text[start] === '"') {
      const { value, next } = quoted(text, start, line)
      line += countLines(value)
      cells.push(value.trim())
      at = next
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
    } else {
      let end = at
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
      cells.push(text.slice(at, end).trim())
      at = end
    }
    if (text[at] === delimiter) {
      at++
      if (at === text.length) cells.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    endRow()
  }
  endRow()
  return rows
}

/** A quoted cell, in which two quotes stand for one. */
function quoted(text: string, start: number, line: number): { value: string; next: number } {
  let value = ''
  let at = start + 1
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) throw new CsvFault(`A quote that begins in line ${line} has no end.`)
    value += text.slice(at, end)
    if (text[end + 1] !== '"') return { value, next: end + 1 }
    value += '"'
    at = end + 2
  }
}

function skipBlanks(text: string, at: number, delimiter: string): number {
  let next = at
  while (text[next] === ' ' || (text[next] === '\t' && delimiter !== '\t')) next++
  return next
}

const countLines = (text: string): number => text.split(/\r\n|\r|\n/).length - 1

/** More than any first line has. The whole file would be too much for the expression below. */
const beginning = 65_536

/** The one that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .slice(0, beginning)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r|\n/, 1)
  const counts = delimiters.map((delimiter) => first.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Spreadsheets write UTF-8, UTF-16 or, older ones, the letters of Windows. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Rows as a CSV file. A cell that begins like a formula gets an apostrophe in front: spreadsheets would carry it out. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: string): string {
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
