/**
 * Rows as a CSV file (RFC 4180). A cell that begins like a formula gets an apostrophe in front, since spreadsheets would
 * calculate it: the export of the audit trail has the same rule.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

/**
 * Where a formula would begin: spreadsheets skip blanks in front, take the signs of full-width writing like the others, and
 * part the cells at semicolons and tabs where decimals have a comma.
 */
const formula = /^(?=\s*[=+\-@＝＋－＠\t\r])|(?<=[;\t])(?=\s*[=+\-@＝＋－＠])/g

function cellOf(value: string): string {
  const text = value.replaceAll(formula, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
