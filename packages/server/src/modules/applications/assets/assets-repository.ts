import { type OrderByItemBuilder, sql } from 'kysely'
import { searchForm } from '../../../db/fold.ts'
import { containsPattern, foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { like } from '../../../db/like.ts'
import { deleteOrganizationRoleGrants } from '../../../db/organization-role-grants.ts'
import { withReferenceLock } from '../../../db/row-locks.ts'
import type { AssetType } from '../../../db/schema/asset-types.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { Asset } from './asset.ts'
import {
  type AssetCondition,
  type AssetPage,
  type AssetPlaces,
  deployedInPlaces,
  inAssetPlaces,
} from './asset-conditions.ts'
import { findAssetsInIndex } from './assets-in-index-repository.ts'
import type { AssetOrder } from './deployed-asset-sort.ts'

type NewAsset = Omit<Asset, 'latestRevision'>
export type ListedAsset = Asset & { createdAt: string; highestTag: string | null }

/** With revision 1 of each. @param createdBy the API client or user; null: the program itself */
export async function insertAssets(
  db: Db,
  organizationKey: string,
  assets: readonly NewAsset[],
  { createdAt, createdBy }: { createdAt: string; createdBy: string | null },
): Promise<void> {
  const rows = assets.map(({ key, portfolioKey, name, type, description }) => ({
    organization_key: organizationKey,
    key,
    portfolio_key: portfolioKey,
    name,
    name_folded: foldedName(name),
    type,
    description,
    description_folded: description && searchForm(description),
    latest_revision: 1,
    created_at: createdAt,
  }))
  await insertRows(db, 'assets', rows)
  const revisions = assets.map(({ key }) => ({
    organization_key: organizationKey,
    asset_key: key,
    revision: 1,
    created_at: createdAt,
    created_by: createdBy,
    tag_order: '',
  }))
  await insertRows(db, 'asset_revisions', revisions)
}

const columns = [
  'a.key',
  'a.portfolio_key as portfolioKey',
  'a.name',
  'a.type',
  'a.description',
  'a.latest_revision as latestRevision',
  'a.created_at as createdAt',
] as const
/** Leans on asset_revisions_by_tag_order. What is not tagged comes last. */
const highestTag = sql<string | null>`(select t.tag from asset_revisions as t
  where t.organization_key = a.organization_key and t.asset_key = a.key order by t.tag_order desc limit 1)`.as(
  'highestTag',
)
const sortColumns = { name: 'a.name_folded', type: 'a.type', createdAt: 'a.created_at' } as const

function matching(db: Db, organizationKey: string, condition: AssetCondition) {
  const { keys, portfolioKey, types, nameContains, deployed, places } = condition
  let assets = db.selectFrom('assets as a').where('a.organization_key', '=', organizationKey)
  if (keys) assets = assets.where('a.key', 'in', keys)
  if (portfolioKey) assets = assets.where('a.portfolio_key', '=', portfolioKey)
  if (types) assets = assets.where('a.type', 'in', types as AssetType[])
  if (nameContains) assets = assets.where(like('a.name_folded', containsPattern(nameContains)))
  if (places) assets = assets.where(inAssetPlaces(db, places))
  if (deployed) assets = assets.where(deployedInPlaces(db, organizationKey, deployed))
  return assets
}

export async function selectAssets(
  db: Db,
  organizationKey: string,
  condition: AssetCondition,
  page: AssetPage,
): Promise<Found<ListedAsset>> {
  const { sort } = page
  const assets = matching(db, organizationKey, condition)
  const keysInOrder = (isReversed: boolean) => {
    const turned = sort.map((order) => ({ ...order, descending: order.descending !== isReversed }))
    let sorted = assets.select('a.key')
    for (const order of turned) sorted = sorted.orderBy(sortedBy(order), inDirection(order))
    return sorted.orderBy('a.key', turned[0]?.descending ? 'desc' : 'asc')
  }
  const selection = {
    keys: keysInOrder,
    count: () => assets.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: condition.nameContains !== undefined,
  }
  const { keys, total } =
    (await findAssetsInIndex(db, organizationKey, condition, page)) ?? (await selectPageKeys(selection, page))
  if (keys.length === 0) return { rows: [], total }
  const found = await matching(db, organizationKey, { keys }).select(columns).select(highestTag).execute()
  return { rows: inOrderOfKeys(keys, found), total }
}

/** When an asset was deployed is looked up in the primary key of the deployments. */
const sortedBy = ({ by }: AssetOrder) =>
  typeof by === 'string'
    ? sql.ref(sortColumns[by])
    : sql`(select d.deployed_at from asset_deployments as d where d.organization_key = a.organization_key
        and d.asset_key = a.key and d.environment_key = ${by.deployedTo})`

/** What is not deployed there comes before what is, on both engines. */
const inDirection =
  ({ descending }: AssetOrder) =>
  (order: OrderByItemBuilder) =>
    descending ? order.desc().nullsLast() : order.asc().nullsFirst()

/** Of those among these keys, and in these places */
export const selectAssetNames = (
  db: Db,
  organizationKey: string,
  condition: Required<Pick<AssetCondition, 'keys'>> & Pick<AssetCondition, 'places'>,
): Promise<{ key: string; name: string }[]> =>
  matching(db, organizationKey, condition).select(['a.key', 'a.name']).execute()

export const selectAsset = (
  db: Db,
  organizationKey: string,
  key: string,
  places?: AssetPlaces,
): Promise<ListedAsset | undefined> =>
  matching(db, organizationKey, { keys: [key], places })
    .select(columns)
    .select(highestTag)
    .executeTakeFirst()

/**
 * Nobody else changes the asset, its roles or its deployments before the transaction ends: the update changes nothing
 * but takes the row's lock, on both engines.
 */
export async function lockAssetRow(db: Db, organizationKey: string, key: string): Promise<Asset | undefined> {
  return db
    .updateTable('assets')
    .set({ name: sql.ref('name') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returning(['key', 'portfolio_key as portfolioKey', 'name', 'type', 'description'])
    .returning('latest_revision as latestRevision')
    .executeTakeFirst()
}

export async function updateAssetRow(
  db: Db,
  organizationKey: string,
  { key, name, type, description }: Asset,
): Promise<void> {
  await db
    .updateTable('assets')
    .set({
      name,
      name_folded: foldedName(name),
      type,
      description,
      description_folded: description && searchForm(description),
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Its deployments, and the grants of organization roles that have ended, are deleted with it. */
export async function deleteAssetRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteOrganizationRoleGrants(db, organizationKey, { column: 'asset_key', key })
  await db.deleteFrom('assets').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}

/** The assets with these keys, and in which portfolio each lies. Nobody deletes them before the transaction ends. */
export async function selectAssetsForGrant(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<Pick<Asset, 'key' | 'portfolioKey'>[]> {
  const assets = db
    .selectFrom('assets')
    .select(['key', 'portfolio_key as portfolioKey'])
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
  return withReferenceLock(db, assets, 'assets').execute()
}
