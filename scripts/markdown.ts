/** The first line of each page. */
export const note = '<!-- Made by `npm run docs`: edit what it is made from. -->'

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
/** A table of these cells. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(headings), `|${' --- |'.repeat(headings.length)}`, ...rows.map(row)].join('\n')
export const code = (text: string): string => `\`${text}\``
/** What stands in angle brackets outside of code would pass for a tag. */
export const plain = (text: string): string => text.replace(/`[^`]*`|</g, (part) => (part === '<' ? '&lt;' : part))
