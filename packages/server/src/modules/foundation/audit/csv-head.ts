import { Problem } from '../../../problems/problem.ts'
import { csvCell } from './export-text.ts'

/**
 * The first line of a CSV file. The mark before it tells spreadsheets that it is UTF-8.
 * @param names what the first columns are called, in place of the fields
 * @throws Problem invalid_parameter
 */
export function csvHead(fields: readonly string[], names: readonly string[] = fields): string {
  if (names.length <= fields.length) {
    return `\ufeff${fields.map((field, index) => csvCell(names[index] ?? field)).join(',')}\r\n`
  }
  const detail = `The parameter columnNames must have up to ${fields.length} values: a name for each column.`
  throw new Problem('invalid_parameter', detail)
}
