import type { Expression } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import type { RoleInScope } from './access-of-roles.ts'
import { heldOrganizationRoles, organizationRolesNotEnded } from './held-organization-roles-conditions.ts'

/** Users by their keys, or by a query for their keys where there may be many */
export type UserKeys = readonly string[] | Expression<unknown>

/**
 * The roles of these users, each in each scope once: those that hold at this moment, and those of a later period where
 * `withLater` says so.
 */
export async function selectHeldRoles(
  db: Db,
  organizationKey: string,
  users: UserKeys,
  { now, withLater }: { now: string; withLater: boolean },
): Promise<RoleInScope[]> {
  if (Array.isArray(users) && users.length === 0) return []
  const grants = withLater
    ? organizationRolesNotEnded(db, organizationKey, now)
    : heldOrganizationRoles(db, organizationKey, now)
  return grants
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .leftJoin('assets as a', (join) =>
      join.onRef('a.organization_key', '=', 'o.organization_key').onRef('a.key', '=', 'o.asset_key'),
    )
    .where('o.user_key', 'in', users as readonly string[])
    .select(['r.key as roleKey', 'r.built_in as builtIn', 'o.portfolio_key as portfolioKey'])
    .select(['o.asset_key as assetKey', 'a.portfolio_key as assetPortfolioKey'])
    .distinct()
    .execute()
}
