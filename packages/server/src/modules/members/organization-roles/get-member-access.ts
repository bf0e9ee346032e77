import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type Access, accessOf, fullAccess, type ScopedGrant } from '../../foundation/permissions/grants.ts'
import { permissionByKey } from '../../foundation/permissions/permission-catalogue.ts'
import { limitedScope, type Scope, scopeOfEnvironments } from '../../foundation/permissions/scope.ts'
import { type HeldPermission, selectHeldPermissions, selectIsAdministrator } from './held-permissions-repository.ts'

/**
 * What a user may do by the organization roles that they hold at this moment. A role for a portfolio or for assets gives
 * what lies in them, and nothing that holds for the whole organization only.
 */
export async function getMemberAccess(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<Access> {
  const { db, clock } = parts
  const now = toTimestamp(clock.now())
  if (await selectIsAdministrator(db, organizationKey, userKey, now)) return fullAccess
  const held = await selectHeldPermissions(db, organizationKey, userKey, now)
  if (held.length === 0) return new Map()
  const isLimited = held.some(({ portfolioKey }) => portfolioKey !== null)
  const environments = isLimited ? await listEnvironments(parts, organizationKey) : []
  return accessOf(held.flatMap((row) => grantOf(row, environments)))
}

function grantOf(held: HeldPermission, environments: readonly Environment[]): ScopedGrant[] {
  const permission = permissionByKey(held.permissionKey)
  // A permission that only a newer version knows cannot be checked, so it is not granted.
  return permission ? [{ permission: permission.fullName, scope: scopeOf(held, environments) }] : []
}

function scopeOf(held: HeldPermission, environments: readonly Environment[]): Scope {
  const { environmentKey, portfolioKey, assetKey, assetPortfolioKey } = held
  const ofRole = environmentKey === null ? 'all' : new Set([environmentKey])
  if (assetKey !== null) {
    const asset = { portfolioKey: assetPortfolioKey ?? '', environments: ofRole } as const
    return limitedScope({ assets: new Map([[assetKey, asset]]) })
  }
  if (portfolioKey === null) return scopeOfEnvironments(ofRole)
  const inside = environments.filter((environment) => environment.portfolioKey === portfolioKey).map(({ key }) => key)
  return limitedScope({
    environments: new Set(inside.filter((key) => ofRole === 'all' || ofRole.has(key))),
    portfolios: new Set(ofRole === 'all' ? [portfolioKey] : []),
  })
}
