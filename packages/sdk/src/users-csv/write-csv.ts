import { guardFormulas } from './formula-guard.ts'
import type { CsvDelimiter } from './parse-csv.ts'

/**
 * Rows as a CSV file (RFC 4180), which `parseCsv` reads back unchanged. The byte order mark in front tells spreadsheets that
 * it is UTF-8, and formulas are guarded: a cell that begins like one gets an apostrophe.
 */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: CsvDelimiter = ','): string =>
  `\ufeff${rows.map((cells) => `${cells.map(cellOf).join(delimiter)}\r\n`).join('')}`

/** What needs quotes: whatever may separate cells, blanks at an end, and what a first line may begin with. */
const quoted = /[",;\t|\r\n]|^\s|\s$|^(?:sep=|version:)/i

function cellOf(value: string): string {
  const text = guardFormulas(value)
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
