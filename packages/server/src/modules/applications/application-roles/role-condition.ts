import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import { assetsOf, environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import type { Environments } from '../../foundation/permissions/scope.ts'

/** Roles of these environments, and of these assets in some or in all of theirs. Nothing named: no role at all. */
interface RolePlaces {
  environmentKeys: readonly string[]
  assets?: readonly { key: string; environmentKeys?: readonly string[] | undefined }[]
}

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
  /** Where the caller may see roles */
  places?: RolePlaces
}

/** Whether every role fulfils the condition */
export const isUnconditional = (condition: RoleCondition): boolean =>
  Object.values(condition).every((value) => value === undefined)

/**
 * Where the principal holds the permission, as a condition on application roles: a part of others. Nothing is named where
 * they hold it for the whole organization.
 */
export function rolePlaces(principal: Principal, permission: PermissionName): Pick<RoleCondition, 'places'> {
  const environments = environmentsOf(principal, permission)
  if (environments === 'all') return {}
  const assets = [...assetsOf(principal, permission)].map(([key, { environments }]) => ({
    key,
    environmentKeys: environments === 'all' ? undefined : [...environments].sort(),
  }))
  return { places: { environmentKeys: [...environments].sort(), ...(assets.length > 0 && { assets }) } }
}

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
