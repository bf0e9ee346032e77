// A spreadsheet calculates a cell that begins like a formula. An apostrophe in front has it taken for text. What begins
// with apostrophes and goes on like a formula gets one more: so the reader, who takes one away, always finds what was
// written. The export of the audit trail has the same rule.

/**
 * Where a formula would begin: spreadsheets skip blanks in front, take the signs of full-width writing like the others, and
 * part the cells at semicolons and tabs, and the rows at line breaks, where decimals have a comma. Quotes that such a cell
 * begins with are written twice, and read as an empty text in quotes, after which the formula stands.
 */
const unguarded = /^(?='*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?=(?:['"]|[^\S\t\r\n])*[=+\-@＝＋－＠])/g
const guarded = /^'(?='*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])'(?=(?:['"]|[^\S\t\r\n])*[=+\-@＝＋－＠])/g

/** The text with an apostrophe wherever a formula would begin. */
export const guardFormulas = (text: string): string => text.replaceAll(unguarded, "'")

/** Takes away what `guardFormulas` has added, and nothing else. */
export const unguardFormulas = (text: string): string => text.replaceAll(guarded, '')
