import type { Parts } from '../../../db/parts.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type Access, accessOf, fullAccess, type ScopedGrant } from '../../foundation/permissions/grants.ts'
import { type PermissionName, permissionByKey, permissions } from '../../foundation/permissions/permission-catalogue.ts'
import { type Environments, limitedScope, type Scope, scopeOfEnvironments } from '../../foundation/permissions/scope.ts'
import type { OrganizationRole } from './organization-role.ts'
import { selectOrganizationRolePermissions } from './organization-role-permissions-repository.ts'

/** A role, and where it is granted. */
export interface RoleInScope {
  roleKey: string
  builtIn: OrganizationRole['builtIn']
  /** Null: the whole organization. Where assets are named, they alone limit the grant. */
  portfolioKey: string | null
  /** Null: the grant names no asset */
  assetKey: string | null
  /** The portfolio in which the asset lies */
  assetPortfolioKey: string | null
}

/**
 * What roles give where they are granted. A role for a portfolio or for assets gives what lies in them, and nothing that
 * holds for the whole organization only.
 */
export async function accessOfRoles(
  parts: Parts,
  organizationKey: string,
  roles: readonly RoleInScope[],
): Promise<Access> {
  if (roles.some((role) => role.builtIn === 'Administrator' && role.portfolioKey === null && role.assetKey === null)) {
    return fullAccess
  }
  if (roles.length === 0) return new Map()
  const isLimited = roles.some(({ portfolioKey, assetKey }) => portfolioKey !== null && assetKey === null)
  const environments = isLimited ? await listEnvironments(parts, organizationKey) : []
  const custom = [...new Set(roles.filter(({ builtIn }) => builtIn !== 'Administrator').map(({ roleKey }) => roleKey))]
  const rows = await selectOrganizationRolePermissions(parts.db, organizationKey, custom)
  const permissionsOf = Map.groupBy(rows, ({ roleKey }) => roleKey)
  return accessOf(
    [...Map.groupBy(roles, ({ roleKey }) => roleKey)].flatMap(([roleKey, places]) => {
      const isAdministrator = places[0]?.builtIn === 'Administrator'
      const held = isAdministrator ? everything : (permissionsOf.get(roleKey) ?? []).flatMap(known)
      const scopeIn = scopesOf(places, environments)
      return withEqualEnvironments(held).flatMap(({ permissions, environments }) => {
        const scope = scopeIn(environments)
        return permissions.map((permission): ScopedGrant => ({ permission, scope }))
      })
    }),
  )
}

/** What a permission gives in one environment, or where it names none */
interface PermissionOfRole {
  permission: PermissionName
  environmentKey: string | null
}

/** Administrator gives permissions that were added to the catalogue later as well. */
const everything: PermissionOfRole[] = permissions.map(({ fullName }) => ({
  permission: fullName,
  environmentKey: null,
}))

/** A permission that only a newer version knows cannot be checked, so it is not granted. */
function known(row: { permissionKey: string; environmentKey: string | null }): PermissionOfRole[] {
  const permission = permissionByKey(row.permissionKey)
  return permission ? [{ permission: permission.fullName, environmentKey: row.environmentKey }] : []
}

/** What a role gives, the permissions that hold in the same environments together: a role may name each in very many. */
function withEqualEnvironments(
  held: readonly PermissionOfRole[],
): { permissions: PermissionName[]; environments: Environments }[] {
  const given = [...Map.groupBy(held, ({ permission }) => permission)].map(([permission, rows]) => {
    const keys = rows.map(({ environmentKey }) => environmentKey)
    return { permission, keys: keys.includes(null) ? null : keys.flatMap((key) => key ?? []).sort() }
  })
  return [...Map.groupBy(given, ({ keys }) => keys?.join() ?? 'all').values()].map((same) => ({
    permissions: same.map(({ permission }) => permission),
    environments: same[0]?.keys ? new Set(same[0].keys) : 'all',
  }))
}

/** Where a role holds: one scope for all of its places, of which it may have very many. */
function scopesOf(
  places: readonly RoleInScope[],
  environments: readonly Environment[],
): (ofRole: Environments) => Scope {
  const others = places.filter(({ assetKey }) => assetKey === null)
  const portfolios = new Set(others.flatMap(({ portfolioKey }) => portfolioKey ?? []))
  const inside = new Set(environments.filter((one) => portfolios.has(one.portfolioKey)).map(({ key }) => key))
  return (ofRole) => {
    if (others.some(({ portfolioKey }) => portfolioKey === null)) return scopeOfEnvironments(ofRole)
    const assets = places.flatMap(({ assetKey, assetPortfolioKey }) =>
      assetKey === null ? [] : [[assetKey, { portfolioKey: assetPortfolioKey ?? '', environments: ofRole }] as const],
    )
    return limitedScope({
      environments: ofRole === 'all' ? inside : inside.intersection(ofRole),
      portfolios: ofRole === 'all' ? portfolios : new Set(),
      assets: new Map(assets),
    })
  }
}
