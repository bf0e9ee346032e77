import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import { heldOrganizationRoles } from './held-organization-roles-conditions.ts'

/** A grant that has not ended: it holds, or will. */
export interface HeldGrant {
  key: string
  roleKey: string
  roleName: string
  assetKey: string | null
  portfolioKey: string | null
  startTime: string | null
  endTime: string | null
}

interface OrganizationRoleGrantRow {
  key: string
  userKey: string
  organizationRoleKey: string
  /** Null: for the whole organization */
  assetKey: string | null
  portfolioKey: string | null
  startTime: string | null
  endTime: string | null
}

export interface GrantFilter {
  scopes?: readonly ('Organization' | 'Asset')[]
  assetKeys?: readonly string[]
}

const held = (db: Db, organizationKey: string, userKey: string, now: string) =>
  db
    .selectFrom('user_organization_roles as o')
    .innerJoin('organization_roles as r', (join) =>
      join.onRef('r.organization_key', '=', 'o.organization_key').onRef('r.key', '=', 'o.organization_role_key'),
    )
    .where('o.organization_key', '=', organizationKey)
    .where('o.user_key', '=', userKey)
    .where((eb) => eb.or([eb('o.end_time', 'is', null), eb('o.end_time', '>', now)]))

const columns = [
  'o.key',
  'r.key as roleKey',
  'r.name as roleName',
  'o.asset_key as assetKey',
  'o.portfolio_key as portfolioKey',
  'o.start_time as startTime',
  'o.end_time as endTime',
] as const

export const selectHeldGrants = (db: Db, organizationKey: string, userKey: string, now: string): Promise<HeldGrant[]> =>
  held(db, organizationKey, userKey, now).select(columns).orderBy('o.key').execute()

/** By the role's name. */
export async function selectHeldGrantPage(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
  { scopes, assetKeys }: GrantFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<HeldGrant>> {
  let grants = held(db, organizationKey, userKey, now)
  if (scopes) {
    grants = grants.where((eb) =>
      eb.or(scopes.map((scope) => eb('o.asset_key', scope === 'Asset' ? 'is not' : 'is', null))),
    )
  }
  if (assetKeys) grants = grants.where('o.asset_key', 'in', assetKeys)
  const rows = await grants
    .select(columns)
    .orderBy('r.name_folded')
    .orderBy('o.key')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await grants.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}

export async function insertOrganizationRoleGrants(
  db: Db,
  organizationKey: string,
  grants: readonly OrganizationRoleGrantRow[],
  createdAt: string,
): Promise<void> {
  const rows = grants.map((grant) => ({
    organization_key: organizationKey,
    key: grant.key,
    user_key: grant.userKey,
    organization_role_key: grant.organizationRoleKey,
    asset_key: grant.assetKey,
    portfolio_key: grant.portfolioKey,
    start_time: grant.startTime,
    end_time: grant.endTime,
    created_at: createdAt,
  }))
  await insertRows(db, 'user_organization_roles', rows)
}

/** What the user has, or had, for these assets (null: for the organization). */
export async function deleteGrants(
  db: Db,
  organizationKey: string,
  userKey: string,
  assetKey: string | null,
): Promise<void> {
  await db
    .deleteFrom('user_organization_roles')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('asset_key', assetKey === null ? 'is' : '=', assetKey)
    .execute()
}

/** What the user had. Nobody is shown it, and each of their requests reads past it; there may be very many. */
export const deleteEndedGrants = (db: Db, organizationKey: string, userKey: string, now: string): Promise<void> =>
  deleteInSlices(db, {
    table: 'user_organization_roles',
    primaryKey: ['organization_key', 'key'],
    where: sql<boolean>`organization_key = ${organizationKey} and user_key = ${userKey} and end_time <= ${now}`,
  })

/** The grants of one role that these users hold at this moment */
export async function selectGrantsOfRole(
  db: Db,
  organizationKey: string,
  roleKey: string,
  userKeys: readonly string[],
  now: string,
): Promise<Omit<OrganizationRoleGrantRow, 'key' | 'organizationRoleKey'>[]> {
  return heldOrganizationRoles(db, organizationKey, now)
    .select(['o.user_key as userKey', 'o.asset_key as assetKey', 'o.portfolio_key as portfolioKey'])
    .select(['o.start_time as startTime', 'o.end_time as endTime'])
    .where('o.organization_role_key', '=', roleKey)
    .where('o.user_key', 'in', userKeys)
    .orderBy('o.key')
    .execute()
}
