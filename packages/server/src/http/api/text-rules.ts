// What texts that people give must be like, in JSON Schema's words. Kept out of the schemas, so that the command line can
// check texts without loading TypeBox. They refuse control characters and unpaired surrogates (\p{Cc}, \p{Cs}):
// neither can be shown, and PostgreSQL cannot store them.

export interface TextRule {
  minLength?: number
  maxLength: number
  pattern: string
}

/** The pattern of a text in one line, of characters that can be shown */
export const printable = '^[^\\p{Cc}\\p{Cs}]*$'

/** 1 to 256 characters */
export const nameRule: TextRule = { minLength: 1, maxLength: 256, pattern: printable }

/** Up to 1,024 characters, line breaks allowed */
export const descriptionRule: TextRule = { maxLength: 1024, pattern: '^([^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])*$' }

/** As the API's validator decides it, which counts characters by code point. */
export function fits(text: string, { minLength = 0, maxLength, pattern }: TextRule): boolean {
  const { length } = [...text]
  return length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(text)
}
