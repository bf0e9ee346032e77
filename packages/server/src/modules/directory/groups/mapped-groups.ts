import type { ClaimMapping } from './claim-mapping.ts'
import { claimTexts } from './claim-texts.ts'

/**
 * The keys of the groups that claims make somebody a member of. A value matches as a whole and in the same case; with a
 * delimiter, each part of the claim is a value, without the blanks around it.
 */
export function mappedGroups(
  mappings: readonly Pick<ClaimMapping, 'groupKey' | 'name' | 'value' | 'valueDelimiter'>[],
  claims: Readonly<Record<string, unknown>>,
): Set<string> {
  const known = new Map<string, Set<string>>()
  const valuesOf = (name: string, delimiter: string | null): Set<string> => {
    const id = JSON.stringify([name, delimiter])
    const values = known.get(id) ?? new Set(splitTexts(claimTexts(claims, name), delimiter))
    known.set(id, values)
    return values
  }
  const matching = mappings.filter(({ name, value, valueDelimiter }) => valuesOf(name, valueDelimiter).has(value))
  return new Set(matching.map(({ groupKey }) => groupKey))
}

const splitTexts = (texts: readonly string[], delimiter: string | null): string[] =>
  delimiter === null ? [...texts] : texts.flatMap((text) => text.split(delimiter).map((part) => part.trim()))
