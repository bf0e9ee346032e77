import { type CsvRow, filledLength } from './parse-csv.ts'

/** The last two headings of the portal's file of lines that were not imported, in its languages */
const lineHeading = /^(?:line|zeile|linha)$/i
const problemHeading = /^(?:problem|fehler|problema)$/i
/** What stands there above a column that has no name in the file that was imported */
const namelessHeading = /^(?:column|spalte|coluna) \d+$/i

/**
 * The rows as they were in the file that was imported, where these are the portal's lines that were not: without the columns
 * that it has added, and the names that it has given. Other rows stay as they are. A file without headings keeps the given
 * ones: below them, a line that is wrong could pass for headings.
 */
export function withoutReportColumns(rows: CsvRow[]): CsvRow[] {
  const [headings, ...lines] = rows
  const names = headings?.cells.slice(0, filledLength(headings.cells)) ?? []
  if (!headings || !lineHeading.test(names.at(-2) ?? '') || !problemHeading.test(names.at(-1) ?? '')) return rows
  const own = names.slice(0, -2)
  const isNameless = own.every((name) => namelessHeading.test(name))
  const cells = isNameless ? own : own.map((name) => (namelessHeading.test(name) ? '' : name))
  const isLonger = (row: CsvRow): boolean => filledLength(row.cells) > names.length
  return [
    { ...headings, cells },
    // A line that has more was corrected so that its cells have moved: it stays too long.
    ...lines.map((row) => (isLonger(row) ? row : { ...row, cells: row.cells.slice(0, own.length) })),
  ]
}
