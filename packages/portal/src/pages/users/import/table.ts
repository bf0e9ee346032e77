import { msg } from '@lingui/core/macro'
import type { CsvDelimiter, CsvRow } from '@portico/sdk/users-csv'
import { pageI18n } from '../../../components/language/page-language.ts'

export interface Table {
  fileName: string
  /** Names of the columns: those of the file, or `Column 1` and so on */
  headers: string[]
  hasHeader: boolean
  /** What separates the cells in the file */
  delimiter: CsvDelimiter
  /** The users */
  rows: CsvRow[]
  /** With the line of the names, where there is one */
  allRows: CsvRow[]
}

/**
 * The table that the rows make. Unless told, the first one is taken for the names of the columns if it has no e-mail
 * address.
 */
export function tableOf(
  fileName: string,
  allRows: CsvRow[],
  hasHeader = looksLikeHeader(allRows),
  delimiter: CsvDelimiter = ',',
): Table {
  const width = allRows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const headers = Array.from(
    { length: width },
    (_, index) => (hasHeader && allRows[0]?.cells[index]) || nameOfColumn(index + 1),
  )
  return { fileName, headers, hasHeader, delimiter, rows: hasHeader ? allRows.slice(1) : allRows, allRows }
}

const nameOfColumn = (number: number): string => pageI18n()._(msg`Column ${number}`)

const looksLikeHeader = ([first]: CsvRow[]): boolean =>
  first !== undefined && !first.cells.some((cell) => cell.includes('@'))

const samples = 3
/** One line of them is shown. A cell may have millions of characters, which the browser would lay out nevertheless. */
const longestSample = 200

/** What the first users have in a column */
export const samplesOf = ({ rows }: Table, column: number): string =>
  rows
    .slice(0, samples)
    .map(({ cells }) => cells[column]?.slice(0, longestSample).toWellFormed() || '–')
    .join(', ')
