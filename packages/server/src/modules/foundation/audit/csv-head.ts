import { csvCell } from './export-text.ts'

/**
 * The first line of a CSV file. The mark before it tells spreadsheets that it is UTF-8.
 * @param names what the columns are called in place of the fields: as many
 */
export const csvHead = (fields: readonly string[], names: readonly string[] = fields): string =>
  `\ufeff${fields.map((field, index) => csvCell(names[index] ?? field)).join(',')}\r\n`
