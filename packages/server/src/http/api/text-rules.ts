// What texts that people give must be like, in JSON Schema's words. Kept out of the schemas, so that the command line can
// check texts without loading TypeBox. They refuse control characters, which cannot be shown. The ranges are written as
// \xHH, because the patterns stand in the OpenAPI documents: that is what the regular expressions of Python, Go, Java and
// JavaScript have in common. Half characters (unpaired surrogates) are refused by the parser of bodies.

export interface TextRule {
  minLength?: number
  maxLength: number
  pattern: string
}

/** The pattern of a text in one line, of characters that can be shown */
export const printable = '^[^\\x00-\\x1f\\x7f-\\x9f]*$'

/** 1 to 256 characters */
export const nameRule: TextRule = { minLength: 1, maxLength: 256, pattern: printable }

/** Up to 1,024 characters, line breaks allowed */
export const descriptionRule: TextRule = {
  maxLength: 1024,
  pattern: '^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]*$',
}

/** As the API's validator decides it, which counts characters by code point. */
export function fits(text: string, { minLength = 0, maxLength, pattern }: TextRule): boolean {
  const { length } = [...text]
  return text.isWellFormed() && length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(text)
}
