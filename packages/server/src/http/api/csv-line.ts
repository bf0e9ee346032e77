/** A line of a CSV file (RFC 4180), in which no cell is a formula. Null is an empty cell. */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

/**
 * The first line of a CSV file. The mark before it tells spreadsheets that it is UTF-8.
 * @param names what the columns are called in place of the fields: as many
 */
export const csvHead = (fields: readonly string[], names: readonly string[] = fields): string =>
  `\ufeff${csvLine(fields.map((field, index) => names[index] ?? field))}`

/**
 * Names are given by people, and a spreadsheet would carry out what begins like a formula: an apostrophe in front has it
 * taken for text. What begins with apostrophes and goes on like a formula gets one more, so that one can be taken away
 * again: the SDK's reader does. Where people write in full width, its signs begin formulas as well. Where they write
 * decimals with a comma, a semicolon begins a new cell, and a line break a new row: quotes within a row mean nothing then.
 * Quotes that the new cell begins with are written twice, and read as an empty text in quotes, after which the formula stands.
 */
const formula = /^(?='*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?=(?:['"]|[^\S\t\r\n])*[=+\-@＝＋－＠])/g

function csvCell(value: string | null): string {
  if (value === null) return ''
  const text = value.replaceAll(formula, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
