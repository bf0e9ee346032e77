import type { Db } from '../../../db/transaction.ts'
import { compareTexts, inByteOrder } from '../../foundation/list-indexes/in-byte-order.ts'
import type { ListOrder } from '../../foundation/list-indexes/list-index.ts'
import { type IndexedList, listIndexesOf } from '../../foundation/list-indexes/list-indexes.ts'
import { hasNameWith, isOneOf, matchesAll } from '../../foundation/list-indexes/matches-all.ts'
import { oneOfEach } from '../../foundation/list-indexes/one-of-each.ts'
import type { AssetCondition, AssetPage, AssetPlaces, DeployedPlaces } from './asset-conditions.ts'
import type { AssetOrder } from './deployed-asset-sort.ts'

interface IndexedAsset {
  key: string
  /** Folded, in byte order */
  name: string
  type: string
  portfolioKey: string
  createdAt: string
  deployments: readonly { environmentKey: string; deployedAt: string }[]
}

export const indexedAssets: IndexedList<IndexedAsset> = {
  table: 'assets',
  leastRows: 1_000,
  async selectRows(db, organizationKey, keys) {
    let assets = db
      .selectFrom('assets')
      .select(['key', 'name_folded', 'type', 'portfolio_key', 'created_at'])
      .where('organization_key', '=', organizationKey)
    let deployments = db
      .selectFrom('asset_deployments')
      .select(['asset_key', 'environment_key as environmentKey', 'deployed_at as deployedAt'])
      .where('organization_key', '=', organizationKey)
    if (keys) {
      assets = assets.where('key', 'in', keys)
      deployments = deployments.where('asset_key', 'in', keys)
    }
    const found = await assets.execute()
    const same = oneOfEach()
    const deployed = Map.groupBy(await deployments.execute(), (row) => row.asset_key)
    return found.map(({ key, name_folded, type, portfolio_key, created_at }) => ({
      key,
      name: inByteOrder(name_folded),
      type: same(type),
      portfolioKey: same(portfolio_key),
      createdAt: same(created_at),
      deployments: (deployed.get(key) ?? []).map(({ environmentKey, deployedAt }) => ({
        environmentKey: same(environmentKey),
        deployedAt: same(deployedAt),
      })),
    }))
  },
}

/** The keys of a page and the total, by the index of the organization's assets; undefined where the tables answer. */
export const findAssetsInIndex = async (
  db: Db,
  organizationKey: string,
  condition: AssetCondition,
  { sort, ...page }: AssetPage,
): Promise<{ keys: string[]; total: number } | undefined> =>
  listIndexesOf(db)?.find(db, organizationKey, indexedAssets, async () => ({
    matches: matchesCondition(condition),
    ...orderBy(sort),
    ...page,
  }))

function sortedValue({ by }: AssetOrder): (asset: IndexedAsset) => string | null {
  if (typeof by === 'string') return (asset) => asset[by]
  return ({ deployments }) =>
    deployments.find(({ environmentKey }) => environmentKey === by.deployedTo)?.deployedAt ?? null
}

/** All are turned round with the first one, and so is the key, which breaks ties. */
function orderBy(sort: readonly AssetOrder[]): { order: ListOrder<IndexedAsset>; isDescending: boolean } {
  const isDescending = sort[0]?.descending === true
  const orders = sort.map((order) => ({ value: sortedValue(order), sign: order.descending === isDescending ? 1 : -1 }))
  return {
    order: {
      name: JSON.stringify(sort.map(({ by, descending }) => [by, descending === isDescending])),
      compare(one, other) {
        for (const { value, sign } of orders) {
          const difference = compareTexts(value(one), value(other))
          if (difference !== 0) return difference * sign
        }
        return 0
      },
    },
    isDescending,
  }
}

function matchesCondition({ keys, portfolioKey, types, nameContains, places, deployed }: AssetCondition) {
  const rules: ((asset: IndexedAsset) => boolean)[] = []
  if (keys) rules.push(isOneOf('key', keys))
  if (portfolioKey) rules.push((asset) => asset.portfolioKey === portfolioKey)
  if (types) rules.push(isOneOf('type', types))
  if (places) rules.push(inPlaces(places))
  if (deployed) rules.push(deployedInPlaces(deployed))
  if (nameContains) rules.push(hasNameWith(nameContains))
  return matchesAll(rules)
}

function inPlaces(places: AssetPlaces): (asset: IndexedAsset) => boolean {
  const [portfolios, environments, assets] = [
    new Set(places.portfolioKeys),
    new Set(places.environmentKeys),
    new Set(places.assetKeys),
  ]
  return ({ key, portfolioKey, deployments }) =>
    portfolios.has(portfolioKey) ||
    assets.has(key) ||
    deployments.some(({ environmentKey }) => environments.has(environmentKey))
}

function deployedInPlaces({ environmentKeys, assets }: DeployedPlaces): (asset: IndexedAsset) => boolean {
  const everyAsset = new Set(environmentKeys)
  const ofAsset = new Map(assets.map((asset) => [asset.key, new Set(asset.environmentKeys)]))
  return ({ key, deployments }) => {
    const own = ofAsset.get(key)
    return deployments.some(({ environmentKey }) => everyAsset.has(environmentKey) || own?.has(environmentKey) === true)
  }
}
