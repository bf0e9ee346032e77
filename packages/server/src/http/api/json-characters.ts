/** The codes of the characters that give JSON its structure (RFC 8259, section 2), the same in UTF-8 and in strings */
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
