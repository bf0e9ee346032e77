import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { withReferenceLock } from '../../../db/row-locks.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { ApplicationRole } from './application-role.ts'
import { matchingRoles, type RolePage, sortedRoles } from './application-role-conditions.ts'
import type { RoleCondition } from './role-condition.ts'
import type { AssetRoles } from './role-holders-repository.ts'
import { findRolesInIndex } from './roles-in-index-repository.ts'

/** As it is stored: the portfolio is that of its environment. */
export type NewApplicationRoleRow = Omit<ApplicationRole, 'portfolioKey'>

export async function selectApplicationRoles(
  db: Db,
  organizationKey: string,
  condition: RoleCondition,
  page: RolePage,
): Promise<Found<ApplicationRole>> {
  const { sort } = page
  const matching = matchingRoles(db, organizationKey, condition)
  const selection = {
    keys: (isReversed: boolean) =>
      sortedRoles(matching, { ...sort, descending: sort.descending !== isReversed }).select('r.key'),
    count: () => matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: condition.nameContains !== undefined,
  }
  const { keys, total } =
    (await findRolesInIndex(db, organizationKey, condition, page)) ?? (await selectPageKeys(selection, page))
  if (keys.length === 0) return { rows: [], total }
  const found = await matchingRoles(db, organizationKey, { keys })
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
    )
    .select(['r.key', 'r.name', 'r.environment_key as environmentKey', 'r.asset_key as assetKey'])
    .select(['r.external_key as externalKey', 'r.claim', 'e.portfolio_key as portfolioKey'])
    .execute()
  return { rows: inOrderOfKeys(keys, found), total }
}

/** A role with the asset and the environment that decide who may grant it */
export interface RoleInPlace {
  key: string
  name: string
  asset: { key: string; name: string; portfolioKey: string }
  environment: { key: string; name: string }
}

/** Within a transaction, nobody deletes the role before the transaction ends. */
export async function selectRoleWithEnvironment(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<RoleInPlace | undefined> {
  const found = matchingRoles(db, organizationKey, { keys: [key] })
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'r.organization_key').onRef('e.key', '=', 'r.environment_key'),
    )
    .innerJoin('assets as a', (join) =>
      join.onRef('a.organization_key', '=', 'r.organization_key').onRef('a.key', '=', 'r.asset_key'),
    )
    .select(['r.key', 'r.name', 'e.key as environmentKey', 'e.name as environmentName'])
    .select(['a.key as assetKey', 'a.name as assetName', 'a.portfolio_key as portfolioKey'])
  const row = await withReferenceLock(db, found, 'r').executeTakeFirst()
  if (!row) return undefined
  const asset = { key: row.assetKey, name: row.assetName, portfolioKey: row.portfolioKey }
  return { key: row.key, name: row.name, asset, environment: { key: row.environmentKey, name: row.environmentName } }
}

export async function insertApplicationRoles(
  db: Db,
  organizationKey: string,
  roles: readonly NewApplicationRoleRow[],
  createdAt: string,
): Promise<void> {
  const rows = roles.map((role) => ({
    organization_key: organizationKey,
    key: role.key,
    asset_key: role.assetKey,
    environment_key: role.environmentKey,
    external_key: role.externalKey,
    name: role.name,
    name_folded: foldedName(role.name),
    claim: role.claim,
    created_at: createdAt,
  }))
  await insertRows(db, 'application_roles', rows)
}

/** In every environment. */
export async function updateApplicationRoleNames(
  db: Db,
  organizationKey: string,
  externalKey: string,
  name: string,
): Promise<void> {
  await db
    .updateTable('application_roles')
    .set({ name, name_folded: foldedName(name) })
    .where('organization_key', '=', organizationKey)
    .where('external_key', '=', externalKey)
    .execute()
}

/** Of an asset: all of them, one in every environment, or all in one environment. */
export function deleteApplicationRoles(
  db: Db,
  organizationKey: string,
  { assetKey, externalKey, environmentKey }: AssetRoles,
): Promise<void> {
  const ofAsset = sql`organization_key = ${organizationKey} and asset_key = ${assetKey}`
  const ofRole = externalKey === undefined ? sql`` : sql`and external_key = ${externalKey}`
  const inEnvironment = environmentKey === undefined ? sql`` : sql`and environment_key = ${environmentKey}`
  return deleteInSlices(db, {
    table: 'application_roles',
    primaryKey: ['organization_key', 'key'],
    where: sql<boolean>`${ofAsset} ${ofRole} ${inEnvironment}`,
  })
}
