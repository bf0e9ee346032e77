/**
 * Rows as a CSV file (RFC 4180). A cell that begins like a formula gets an apostrophe in front, since spreadsheets would
 * calculate it: the export of the audit trail has the same rule.
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')

/** Spreadsheets skip blanks in front, and take the signs of full-width writing like the others. */
const formula = /^\s*[=+\-@＝＋－＠\t\r]/

function cellOf(value: string): string {
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
