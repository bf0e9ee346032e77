import type { ClaimMapping } from './claim-mapping.ts'
import type { ClaimValues } from './claim-values.ts'

/** The keys of the groups that claims make somebody a member of. A value matches as a whole and in the same case. */
export const mappedGroups = (
  mappings: readonly Pick<ClaimMapping, 'groupKey' | 'name' | 'value' | 'valueDelimiter'>[],
  valuesOf: ClaimValues,
): string[] =>
  mappings
    .filter(({ name, value, valueDelimiter }) => valuesOf(name, valueDelimiter).has(value))
    .map(({ groupKey }) => groupKey)
