import { insertRows } from '../../db/bulk-insert.ts'
import { fold } from '../../db/codecs.ts'
import type { Db } from '../../db/transaction.ts'
import type { Found } from '../../http/paging.ts'
import { matchingRoles, type RoleCondition } from './application-roles-filter.ts'

export interface ApplicationRole {
  key: string
  name: string
  environmentKey: string
  assetKey: string
  /** The role as its asset defines it: the same in every environment. */
  externalKey: string
  claim: string | null
  /** The portfolio of its environment */
  portfolioKey: string
}

export interface RolePage {
  descending: boolean
  limit: number
  offset: number
}

export async function selectApplicationRoles(
  db: Db,
  organizationKey: string,
  condition: RoleCondition,
  { descending, limit, offset }: RolePage,
): Promise<Found<ApplicationRole>> {
  const direction = descending ? 'desc' : 'asc'
  const matching = matchingRoles(db, organizationKey, condition)
  const rows = await matching
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
    )
    .select(['r.key', 'r.name', 'r.environment_key as environmentKey', 'r.asset_key as assetKey'])
    .select(['r.external_key as externalKey', 'r.claim', 'e.portfolio_key as portfolioKey'])
    .orderBy('r.name_folded', direction)
    .orderBy('r.key', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export async function selectRoleWithEnvironment(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<{ key: string; name: string; environment: { key: string; name: string } } | undefined> {
  const row = await matchingRoles(db, organizationKey, { keys: [key] })
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
    )
    .select(['r.key', 'r.name', 'e.key as environmentKey', 'e.name as environmentName'])
    .executeTakeFirst()
  return row && { key: row.key, name: row.name, environment: { key: row.environmentKey, name: row.environmentName } }
}

export async function insertApplicationRoles(
  trx: Db,
  organizationKey: string,
  roles: readonly Omit<ApplicationRole, 'portfolioKey'>[],
  createdAt: string,
): Promise<void> {
  const rows = roles.map((role) => ({
    organization_key: organizationKey,
    key: role.key,
    asset_key: role.assetKey,
    environment_key: role.environmentKey,
    external_key: role.externalKey,
    name: role.name,
    name_folded: fold(role.name),
    claim: role.claim,
    created_at: createdAt,
  }))
  await insertRows(trx, 'application_roles', rows)
}
