import { Problem } from '../../problems/problem.ts'

// What JSON Schema cannot say of names. The command line has the same rules: it calls `nameFault` itself.

/** What nobody sees, at the ends of a name. A joiner or a variation selector there may belong to an emoji. */
const outerBlanks = /^[\s\u00AD\u200B\u2060\u2800]+|[\s\u00AD\u200B\u2060\u2800]+$/gu
const blanks = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
/** U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069: with them, a name can look like another one. */
const direction = /\p{Bidi_Control}/u
const lineBreakOrControl = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/u

/** A name without what nobody sees at its ends */
export const trimmedName = (name: string): string => name.replace(outerBlanks, '')

/** Which rule a name breaks, such as `must have at least one visible character`; undefined where it breaks none */
export function nameFault(name: string): string | undefined {
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name.replace(blanks, ''))) return 'must have at least one visible character'
  if (direction.test(name)) return 'must not have characters that change the direction of writing, such as U+202E'
  if (lineBreakOrControl.test(trimmedName(name))) return 'must not have line breaks or control characters'
  return undefined
}

/**
 * The name as it is stored: trimmed. Null and undefined stay what they are.
 * @param field as a refusal names it
 * @throws Problem invalid_body
 */
export function requireName<T extends string | null | undefined>(field: string, name: T): T {
  if (name === null || name === undefined) return name
  const fault = nameFault(name)
  if (fault !== undefined) throw new Problem('invalid_body', `The field ${field} ${fault}.`)
  return trimmedName(name) as T
}
