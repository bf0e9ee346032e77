import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { isAmong, isPairAmong } from '../../../db/is-among.ts'
import type { ApplicationsTables } from '../../../db/schema/applications-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { AssetOrder } from './deployed-asset-sort.ts'

// Parts of queries that the repositories of other rooms use: which assets the caller may see.

/** All assets of some portfolios, those that are deployed in some environments, and single ones */
export interface AssetPlaces {
  portfolioKeys: readonly string[]
  environmentKeys: readonly string[]
  assetKeys: readonly string[]
}

/** Which assets: those that fulfil all conditions that are there. */
export interface AssetCondition {
  keys?: readonly string[] | undefined
  portfolioKey?: string | undefined
  types?: readonly string[] | undefined
  nameContains?: string | undefined
  deployed?: DeployedPlaces | undefined
  /** Where the caller sees assets */
  places?: AssetPlaces | undefined
}

export interface AssetPage {
  /** One at least. The key breaks ties. */
  sort: readonly AssetOrder[]
  limit: number
  offset: number
}

type Assets = ExpressionBuilder<
  { a: ApplicationsTables['assets']; asset_deployments: ApplicationsTables['asset_deployments'] },
  'a'
>

/** Whether the asset (`a`) is in the places. Nothing named: no asset is. */
export const inAssetPlaces =
  (db: Db, { portfolioKeys, environmentKeys, assetKeys }: AssetPlaces) =>
  (eb: Assets) =>
    eb.or([
      ...(portfolioKeys.length > 0 ? [isAmong(db, 'a.portfolio_key', portfolioKeys)] : []),
      ...(assetKeys.length > 0 ? [isAmong(db, 'a.key', assetKeys)] : []),
      ...(environmentKeys.length > 0 ? [deployed(eb, isAmong(db, 'd.environment_key', environmentKeys))] : []),
    ])

/** Whether the asset (`a`) has a deployment (`d`) that fulfils the condition. */
const deployed = (eb: Assets, condition: Expression<SqlBool>) =>
  eb.exists(
    eb
      .selectFrom('asset_deployments as d')
      .select('d.asset_key')
      .whereRef('d.organization_key', '=', 'a.organization_key')
      .whereRef('d.asset_key', '=', 'a.key')
      .where(condition),
  )

/** What is deployed in some environments, and single assets in some */
export interface DeployedPlaces {
  environmentKeys: readonly string[]
  assets: readonly { key: string; environmentKeys: readonly string[] }[]
}

/** Whether the asset (`a`) of this organization is deployed in one of the places. Nothing named: no asset is. */
export const deployedInPlaces =
  (db: Db, organizationKey: string, { environmentKeys, assets }: DeployedPlaces) =>
  (eb: Assets) => {
    const places = assets.flatMap(({ key, environmentKeys }) => environmentKeys.map((place) => [key, place] as const))
    // Found first, not looked for with each asset of the organization
    const named = () =>
      eb
        .selectFrom('asset_deployments as d')
        .select('d.asset_key')
        .where('d.organization_key', '=', organizationKey)
        .where(isPairAmong(db, ['d.asset_key', 'd.environment_key'], places))
    return eb.or([
      ...(environmentKeys.length > 0 ? [deployed(eb, isAmong(db, 'd.environment_key', environmentKeys))] : []),
      ...(places.length > 0 ? [eb('a.key', 'in', named())] : []),
    ])
  }
