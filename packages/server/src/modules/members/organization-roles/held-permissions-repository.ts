import type { Db } from '../../../db/transaction.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'

/** A permission by an organization role that a user holds, and to what it is limited. */
export interface HeldPermission {
  permissionKey: string
  /** Null: the role names no environment */
  environmentKey: string | null
  /** Null: the grant names no portfolio */
  portfolioKey: string | null
  /** Null: the grant names no asset */
  assetKey: string | null
  /** The portfolio in which the asset lies */
  assetPortfolioKey: string | null
}

/** The roles that hold at this moment, for the organization, portfolios or assets */
const rolesHeld = (db: Db, organizationKey: string, userKey: string, now: string) =>
  heldOrganizationRoles(db, organizationKey, now)
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .where('o.user_key', '=', userKey)

/** Whether the user is Administrator in all portfolios. */
export async function selectIsAdministrator(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<boolean> {
  const row = await rolesHeld(db, organizationKey, userKey, now)
    .where('r.built_in', '=', 'Administrator')
    .where('o.portfolio_key', 'is', null)
    .where('o.asset_key', 'is', null)
    .select('r.key')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const selectHeldPermissions = (
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<HeldPermission[]> =>
  rolesHeld(db, organizationKey, userKey, now)
    .innerJoin('organization_role_permissions as p', (join) =>
      join
        .onRef('p.organization_key', '=', 'o.organization_key')
        .onRef('p.organization_role_key', '=', 'o.organization_role_key'),
    )
    .leftJoin('assets as a', (join) =>
      join.onRef('a.organization_key', '=', 'o.organization_key').onRef('a.key', '=', 'o.asset_key'),
    )
    .select([
      'p.permission_key as permissionKey',
      'p.environment_key as environmentKey',
      'o.portfolio_key as portfolioKey',
      'o.asset_key as assetKey',
      'a.portfolio_key as assetPortfolioKey',
    ])
    .execute()
