import type { Environments } from '../../foundation/permissions/scope.ts'

/** Which application roles: those that fulfil all conditions that are there. Several values of one mean any of them. */
export interface RoleCondition {
  keys?: readonly string[]
  assetKeys?: readonly string[]
  /** An empty list: no role at all */
  environmentKeys?: readonly string[]
  portfolioKeys?: readonly string[]
  nameContains?: string
  /** The group has it. */
  groupKey?: string
}

/** Whether every role fulfils the condition */
export const isUnconditional = (condition: RoleCondition): boolean =>
  Object.values(condition).every((value) => value === undefined)

/**
 * The requested environments that the caller may see. Undefined: no restriction, the caller asked for all and sees all.
 */
export function visibleEnvironments(
  requested: readonly string[] | undefined,
  granted: Environments,
): readonly string[] | undefined {
  if (granted === 'all') return requested
  return requested ? requested.filter((key) => granted.has(key)) : [...granted].sort()
}
