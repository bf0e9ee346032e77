import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { containsPattern } from '../../../db/folded-columns.ts'
import { isAmong, isPairAmong } from '../../../db/is-among.ts'
import { like } from '../../../db/like.ts'
import type { ApplicationsTables } from '../../../db/schema/applications-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { RoleCondition } from './role-condition.ts'

// Parts of queries that the repositories of other rooms use as sub-queries: filters of users and groups by role must run
// as one statement.

/** The keys of the environments that these portfolios have. */
export const environmentsIn = (db: Db, organizationKey: string, portfolioKeys: readonly string[]) =>
  db
    .selectFrom('environments as pe')
    .select('pe.key')
    .where('pe.organization_key', '=', organizationKey)
    .where('pe.portfolio_key', 'in', portfolioKeys)

/** The same keys, for a list that is answered from memory */
export async function selectEnvironmentKeysIn(
  db: Db,
  organizationKey: string,
  portfolioKeys: readonly string[],
): Promise<string[]> {
  const environments = await environmentsIn(db, organizationKey, portfolioKeys).execute()
  return environments.map(({ key }) => key)
}

const inPlaces = (db: Db, { environmentKeys, assets = [] }: NonNullable<RoleCondition['places']>) => {
  const everywhere = assets.filter((asset) => asset.environmentKeys === undefined).map(({ key }) => key)
  const places = assets.flatMap(({ key, environmentKeys = [] }) =>
    environmentKeys.map((place) => [key, place] as const),
  )
  return (eb: ExpressionBuilder<{ r: ApplicationsTables['application_roles'] }, 'r'>) =>
    eb.or([
      ...(environmentKeys.length > 0 ? [isAmong(db, 'r.environment_key', environmentKeys)] : []),
      ...(everywhere.length > 0 ? [isAmong(db, 'r.asset_key', everywhere)] : []),
      ...(places.length > 0 ? [isPairAmong(db, ['r.asset_key', 'r.environment_key'], places)] : []),
    ])
}

/** The application roles (as `r`) that fulfil the condition. */
export function matchingRoles(db: Db, organizationKey: string, condition: RoleCondition) {
  const { keys, assetKeys, environmentKeys, portfolioKeys, nameContains, groupKey, places } = condition
  let roles = db.selectFrom('application_roles as r').where('r.organization_key', '=', organizationKey)
  if (keys) roles = roles.where(isAmong(db, 'r.key', keys))
  if (assetKeys) roles = roles.where('r.asset_key', 'in', assetKeys)
  if (environmentKeys) roles = roles.where(isAmong(db, 'r.environment_key', environmentKeys))
  if (portfolioKeys) {
    roles = roles.where('r.environment_key', 'in', environmentsIn(db, organizationKey, portfolioKeys))
  }
  if (nameContains !== undefined) {
    roles = roles.where(like('r.name_folded', containsPattern(nameContains)))
  }
  if (places) roles = roles.where(inPlaces(db, places))
  if (groupKey) roles = roles.where('r.key', 'in', rolesOfGroup(db, organizationKey, groupKey))
  return roles
}

/** The application roles that the group has */
export const rolesOfGroup = (db: Db, organizationKey: string, groupKey: string) =>
  db
    .selectFrom('group_application_roles as gr')
    .select('gr.application_role_key')
    .where('gr.organization_key', '=', organizationKey)
    .where('gr.group_key', '=', groupKey)

/** What roles are sorted by. The key breaks ties, so that pages never overlap. */
interface RoleSort {
  field: 'name' | 'environmentKey' | 'assetKey'
  descending: boolean
}

export interface RolePage {
  sort: RoleSort
  limit: number
  offset: number
}

const sortColumns = { name: 'r.name_folded', environmentKey: 'r.environment_key', assetKey: 'r.asset_key' } as const

/** The roles (as `r`) in this order. An index begins with each of the columns. */
export function sortedRoles<DB extends { r: ApplicationsTables['application_roles'] }, O>(
  roles: SelectQueryBuilder<DB, 'r', O>,
  { field, descending }: RoleSort,
): SelectQueryBuilder<DB, 'r', O> {
  const direction = descending ? 'desc' : 'asc'
  return roles.orderBy(sql.ref(sortColumns[field]), direction).orderBy(sql.ref('r.key'), direction)
}
