import { normalKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'

/** The keys of a request as they are stored, each once; null and absent are none. */
export const requestedKeys = (keys: readonly string[] | null | undefined): string[] => [
  ...new Set((keys ?? []).map(normalKey)),
]

/**
 * Refuses a key that stands in both lists: it is unclear which of the two is meant.
 * @throws Problem added_and_removed
 */
export function requireDisjoint(field: string, toAdd: readonly string[], toRemove: readonly string[]): void {
  const both = toAdd.filter((key) => toRemove.includes(key))
  if (both.length === 0) return
  throw new Problem('added_and_removed', `${both.join(', ')} stands in both ${field}ToAdd and ${field}ToRemove.`)
}
