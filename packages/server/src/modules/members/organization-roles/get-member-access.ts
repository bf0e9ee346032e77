import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type Access, accessOf, fullAccess, type Grant } from '../../foundation/permissions/grants.ts'
import { type Permission, permissionByKey } from '../../foundation/permissions/permission-catalogue.ts'
import { type HeldPermission, selectHeldPermissions, selectIsAdministrator } from './held-permissions-repository.ts'

/**
 * What a user may do by the organization roles that they hold at this moment. A role for a portfolio gives, in the
 * environments of that portfolio, those of its permissions that are granted by environment. A role for assets gives no
 * permission of the organization.
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

function grantOf(held: HeldPermission, environments: readonly Environment[]): Grant[] {
  const permission = permissionByKey(held.permissionKey)
  // A permission that only a newer version knows cannot be checked, so it is not granted.
  if (!permission) return []
  const places = placesOf(permission, held, environments)
  // Limited to environments of which the portfolio has none: not granted.
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
