import type { Db } from '../../../db/transaction.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type Access, accessOf, fullAccess, type Grant } from '../../foundation/permissions/grants.ts'
import { type Permission, permissionByKey } from '../../foundation/permissions/permission-catalogue.ts'
import { type HeldPermission, selectHeldPermissions, selectIsAdministrator } from './member-access-repository.ts'

/**
 * What a user may do by the organization roles that they hold at this moment. A role that was granted for a portfolio
 * gives its permissions in the environments of that portfolio, where they are granted by environment at all. A role that
 * was granted for assets gives none for the organization.
 */
export async function memberAccess(db: Db, organizationKey: string, userKey: string, now: string): Promise<Access> {
  if (await selectIsAdministrator(db, organizationKey, userKey, now)) return fullAccess
  const held = await selectHeldPermissions(db, organizationKey, userKey, now)
  if (held.length === 0) return new Map()
  const isLimited = held.some(({ portfolioKey }) => portfolioKey !== null)
  const environments = isLimited ? await listEnvironments({ db }, organizationKey) : []
  return accessOf(held.flatMap((row) => grantOf(row, environments)))
}

function grantOf(held: HeldPermission, environments: readonly Environment[]): Grant[] {
  const permission = permissionByKey(held.permissionKey)
  // One that only a newer Portico knows can't be checked, so it isn't granted.
  if (!permission) return []
  const places = placesOf(permission, held, environments)
  // Held nowhere is not held.
  return places !== 'all' && places.size === 0 ? [] : [{ permission: permission.fullName, environments: places }]
}

function placesOf(
  permission: Permission,
  { environmentKey, portfolioKey }: HeldPermission,
  environments: readonly Environment[],
): Grant['environments'] {
  if (!permission.allowsEnvironments) return 'all'
  if (portfolioKey === null) return environmentKey === null ? 'all' : new Set([environmentKey])
  const inside = environments.filter((environment) => environment.portfolioKey === portfolioKey).map(({ key }) => key)
  return new Set(inside.filter((key) => environmentKey === null || key === environmentKey))
}
