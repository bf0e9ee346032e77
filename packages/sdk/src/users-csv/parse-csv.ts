// The build for browsers, which runs in Node as well.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { unguardFormulas } from './formula-guard.ts'
import { UnreadableCsvError } from './unreadable-csv-error.ts'

/** A line of a CSV file that isn't empty. */
export interface CsvRow {
  /** Where it begins in the file, from 1 */
  line: number
  cells: string[]
}

/**
 * The rows of a CSV file (RFC 4180), by the lines of the file. Left out are empty rows, columns at the right in which no
 * row has anything, blanks around cells without quotes, a first line `sep=;` or `version:…`, and the guard against
 * formulas. Line breaks within cells become LF. Rows may differ in length: spreadsheets leave out empty cells at the end.
 * @param delimiter what separates the cells. Unless given, `sep=` names it, or it is found in the first line: a comma, a
 *   semicolon, a tab or |
 * @throws UnreadableCsvError naming the line where a quote is wrong
 */
export function parseCsv(text: string, delimiter?: string): CsvRow[] {
  // One kind of line break: csv-parse counts CR LF in a quoted cell as two lines.
  const { lines, separator } = withoutPreamble(text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'))
  const between = delimiter ?? separator ?? delimiterOf(lines)
  const isPlain = between.length === 1 && between !== '\n' && !lines.includes('"')
  const rows = isPlain ? plainRows(lines, between) : parseRecords(lines, between)
  const width = rows.reduce((most, { cells }) => Math.max(most, filledLength(cells)), 0)
  for (const { cells } of rows) if (cells.length > width) cells.length = width
  return rows
}

/** Without quotes each line is a row, and each delimiter ends a cell: found in a tenth of the time, and with a fourth of the memory. */
function plainRows(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = []
  for (let [line, start] = [1, 0]; start <= text.length; line++) {
    const end = text.indexOf('\n', start)
    const record = text.slice(start, end === -1 ? text.length : end).split(delimiter)
    const cells = record.map((cell) => unguardFormulas(cell.trim()))
    if (filledLength(cells) > 0) rows.push({ line, cells })
    start = end === -1 ? text.length + 1 : end + 1
  }
  return rows
}

/** How many cells there are up to the last one that isn't empty. */
export const filledLength = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1

/** One of each kind. Each is taken out of the whole text: a file of nothing else would take for ever. */
const mostPreambles = 2

/**
 * Without the lines that come before the headings: `sep=;` of Excel and `version:v1.0` of Microsoft Entra. They leave empty
 * lines, so that the others keep their numbers.
 */
function withoutPreamble(text: string): { lines: string; separator: string | undefined } {
  let [lines, separator]: [string, string | undefined] = [text, undefined]
  for (let count = 0; count < mostPreambles; count++) {
    const found = /^\s*(?:sep=([^\n"])[,;\t| ]*|version:[^\n"]*)(?=\n|$)/i.exec(lines)
    if (!found) break
    separator ??= found[1]
    lines = found[0].replaceAll(/[^\n]/g, '') + lines.slice(found[0].length)
  }
  return { lines, separator }
}

function parseRecords(text: string, delimiter: string): CsvRow[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      // Its types know records that are lists alone.
      on_record: rowOf as never,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRow[]
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error, text)
    throw error
  }
}

/** @param info `lines`: the line in which it ends. @returns null where nothing is in it */
function rowOf(record: string[], { lines }: { lines: number }): CsvRow | null {
  const breaks = record.reduce((count, cell) => count + cell.split('\n').length - 1, 0)
  const cells = record.map(unguardFormulas)
  return filledLength(cells) === 0 ? null : { line: lines - breaks, cells }
}

function unreadable({ code, message, lines }: CsvError, text: string): UnreadableCsvError {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    const line = lineOfOpenQuote(text)
    return new UnreadableCsvError('open-quote', `A quote that begins in line ${line} has no end.`, line)
  }
  const isBehindQuote = /^CSV_(?:INVALID_CLOSING_QUOTE|NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE)$/.test(code)
  if (!isBehindQuote) return new UnreadableCsvError('other', `${message}.`)
  return new UnreadableCsvError(
    'text-after-quote',
    `Line ${lines} goes on after a quote that has ended.`,
    Number(lines),
  )
}

/** Two quotes within a quoted cell stand for one. */
function lineOfOpenQuote(text: string): number {
  let open = text.indexOf('"')
  for (;;) {
    let end = text.indexOf('"', open + 1)
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
    const next = end < 0 ? -1 : text.indexOf('"', end + 1)
    if (next < 0) break
    open = next
  }
  return text.slice(0, open).split('\n').length
}

/** What may separate the cells of a file without being named in it */
export type CsvDelimiter = ',' | ';' | '\t' | '|'

const delimiters: readonly CsvDelimiter[] = [',', ';', '\t', '|']

/** What separates the cells of a CSV file, for files that are to look like it. A comma where it is something rare. */
export function csvDelimiterOf(text: string): CsvDelimiter {
  const { lines, separator } = withoutPreamble(text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'))
  return separator === undefined ? delimiterOf(lines) : (delimiters.find((one) => one === separator) ?? ',')
}

/** Longer than any first line. The whole file would be too much for the expression below. */
const beginning = 65_536

/** The one that the first line has most of, outside of quotes. */
function delimiterOf(text: string): CsvDelimiter {
  const [first = ''] = text
    .replace(/^\n+/, '')
    .slice(0, beginning)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n', 1)
  const counts = delimiters.map((delimiter) => first.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}
