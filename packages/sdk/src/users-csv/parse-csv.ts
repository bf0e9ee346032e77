// The build for browsers, which runs in Node as well.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'

/** A line of a CSV file that isn't empty. */
export interface CsvRow {
  /** Where it begins in the file, from 1 */
  line: number
  cells: string[]
}

/** The file is no CSV. The message says why, for people. */
export class UnreadableCsvError extends Error {
  override readonly name = 'UnreadableCsvError'
}

/**
 * The rows of a CSV file (RFC 4180). Empty rows are left out, and cells are trimmed; rows may differ in length.
 * @param delimiter what separates the cells. Unless given, it is found in the first line: a comma, a semicolon, a tab or |
 * @throws UnreadableCsvError
 */
export function parseCsv(text: string, delimiter: string = delimiterOf(text)): CsvRow[] {
  // One kind of line break: csv-parse counts CR LF in a quoted cell as two lines.
  const lines = text.replaceAll(/\r\n?/g, '\n')
  return parseRecords(lines, delimiter).flatMap(({ record, info }) => {
    const breaks = record.reduce((count, cell) => count + cell.split('\n').length - 1, 0)
    const cells = record.map((cell) => cell.trim())
    return cells.every((cell) => cell === '') ? [] : [{ line: info.lines - breaks, cells }]
  })
}

interface CsvRecord {
  record: string[]
  /** `lines`: the line in which it ends */
  info: { lines: number }
}

function parseRecords(text: string, delimiter: string): CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRecord[]
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableCsvError(explanationOf(error, text))
    throw error
  }
}

function explanationOf({ code, message, lines }: CsvError, text: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `A quote that begins in line ${lineOfOpenQuote(text)} has no end.`
  const isBehindQuote = /^CSV_(?:INVALID_CLOSING_QUOTE|NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE)$/.test(code)
  return isBehindQuote ? `Line ${lines} goes on after a quote that has ended.` : `${message}.`
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

const delimiters = [',', ';', '\t', '|']

/** Longer than any first line. The whole file would be too much for the expression below. */
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
