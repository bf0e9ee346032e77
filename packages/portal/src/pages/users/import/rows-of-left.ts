import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../../components/language/page-language.ts'
import type { ColumnMapping } from './column-mapping.ts'
import type { Failure } from './import-run.ts'
import type { Table } from './table.ts'

/**
 * The lines that were not imported as rows of a file, to be corrected and imported again: under the headings of the file that
 * was imported, and with the line and the problem of each. Where that has none, its columns are named after the fields that
 * were chosen for them, so that these need not be chosen again.
 */
export function rowsOfLeft(
  { headers, hasHeader }: Pick<Table, 'headers' | 'hasHeader'>,
  mapping: ColumnMapping,
  left: readonly Failure[],
): string[][] {
  const i18n = pageI18n()
  // Not the name of a column without heading: below such ones a line has more columns than headings, which is a problem.
  const other = (number: number): string => i18n._(msg`Column ${number} (not imported)`)
  const isMapped = !hasHeader && mapping.some((field) => field !== null)
  const headings = isMapped ? headers.map((_, index) => mapping[index] ?? other(index + 1)) : headers
  return [
    [...headings, i18n._(msg`Line`), i18n._(msg`Problem`)],
    ...left.map(({ line: { row }, problem }) => [
      ...headers.map((_, index) => row.cells[index] ?? ''),
      String(row.line),
      problem,
    ]),
  ]
}
