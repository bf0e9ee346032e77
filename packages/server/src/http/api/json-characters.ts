/** The codes of the characters that give JSON its structure (RFC 8259, section 2), as strings have them */
export const jsonCharacters = {
  quote: 0x22,
  backslash: 0x5c,
  colon: 0x3a,
  comma: 0x2c,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  openBracket: 0x5b,
  closeBracket: 0x5d,
} as const

/** Whether a colon comes after the text of JSON that ends there: it is the name of a field. */
export function isFieldName(json: string, end: number): boolean {
  let at = end + 1
  while (isSpace(json.charCodeAt(at))) at++
  return json.charCodeAt(at) === jsonCharacters.colon
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

/** @returns where the quotation mark is that ends the text of JSON which begins with the one at `start` */
export function endOfJsonText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length) {
    const code = json.charCodeAt(at)
    if (code === jsonCharacters.quote) break
    at += code === jsonCharacters.backslash ? 2 : 1
  }
  return at
}
