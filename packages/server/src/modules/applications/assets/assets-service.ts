import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import type { AssetType } from '../../../db/schema/applications-schema.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { definitionsOf } from '../application-roles/role-definitions-service.ts'
import { requireAssetUnused } from '../application-roles/role-holders-service.ts'
import { lockAskedPortfolio } from '../portfolios/portfolios-service.ts'
import { refusingTakenName } from '../portfolios/taken-names.ts'
import { insertAssetDeployments } from './asset-deployments-repository.ts'
import { deploymentsOf } from './asset-deployments-service.ts'
import {
  type Asset,
  deleteAsset,
  insertAssets,
  lockAsset,
  selectAsset,
  selectAssets,
  updateAsset,
} from './assets-repository.ts'
import type { AssetCreateRequest, AssetPatchRequest, AssetsQuery } from './assets-schemas.ts'

export type { Asset }
export type AssetService = ReturnType<typeof createAssetService>

export const createAssetService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  async list(principal: Principal, query: AssetsQuery) {
    const { nameContains, portfolioKey, type, sort = 'name', limit = 100, offset = 0 } = query
    const condition = { nameContains, types: type, portfolioKey: portfolioKey && normalKey(portfolioKey) }
    const page = { sort: parseSort(sort), limit, offset }
    const { rows, total } = await selectAssets(db, principal.organizationKey, condition, page)
    return pageOf(rows, total, { limit, offset })
  },

  /** @throws Problem asset_not_found */
  async read(principal: Principal, key: string) {
    const { organizationKey } = principal
    const asset = await selectAsset(db, organizationKey, normalKey(key))
    if (!asset) throw assetNotFound(key)
    const visible = environmentsOf(principal, 'Portfolio management > View stage')
    const deployments = await deploymentsOf(db, organizationKey, asset.key)
    return {
      ...asset,
      applicationRoles: await definitionsOf(db, organizationKey, asset.key),
      deployments: deployments.filter(({ environmentKey }) => visible === 'all' || visible.has(environmentKey)),
    }
  },

  /** An asset that defines no roles yet and is deployed nowhere. @throws Problem portfolio_unknown, asset_name_taken */
  create: (principal: Principal, request: AssetCreateRequest): Promise<{ key: string }> =>
    refusingTakenName(assetNameTaken(request.name), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const { name, type = 'WebApplication', description = null } = request
        const portfolio = await lockAskedPortfolio(trx, organizationKey, request.portfolioKey)
        const now = clock.now()
        const asset = { key: newKey(now), portfolioKey: portfolio.key, name, type, description }
        await insertAssets(trx, organizationKey, [asset], toTimestamp(now))
        const { key, ...after } = asset
        await recordChange({ db: trx, clock }, principal, { action: 'asset.created', entity: entityOf(asset), after })
        return { key }
      }),
    ),

  /** @throws Problem asset_not_found, asset_name_taken */
  update: (principal: Principal, key: string, request: AssetPatchRequest): Promise<void> =>
    refusingTakenName(assetNameTaken(request.name ?? ''), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const before = await requireAsset(trx, principal.organizationKey, key)
        const after = { ...before, ...request }
        const changed = (['name', 'type', 'description'] as const).filter((field) => before[field] !== after[field])
        if (changed.length === 0) return
        await updateAsset(trx, principal.organizationKey, after)
        const only = (asset: Asset) => Object.fromEntries(changed.map((field) => [field, asset[field]]))
        await recordChange({ db: trx, clock }, principal, {
          action: 'asset.updated',
          entity: entityOf(after),
          before: only(before),
          after: only(after),
        })
      }),
    ),

  /** Its roles and deployments go along. @throws Problem asset_not_found, asset_held */
  delete: (principal: Principal, key: string): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const asset = await requireAsset(trx, organizationKey, key)
      await requireAssetUnused(trx, organizationKey, asset, toTimestamp(clock.now()))
      const roles = await definitionsOf(trx, organizationKey, asset.key)
      const deployments = await deploymentsOf(trx, organizationKey, asset.key)
      await deleteAsset(trx, organizationKey, asset.key)
      const { key: _, ...before } = asset
      await recordChange({ db: trx, clock }, principal, {
        action: 'asset.deleted',
        entity: entityOf(asset),
        before: {
          ...before,
          applicationRoles: roles.map(({ name }) => name),
          environmentKeys: deployments.map(({ environmentKey }) => environmentKey),
        },
      })
    }),
})

const entityOf = ({ key, name }: Asset) => ({ type: 'asset', key, name })
const assetNotFound = (key: string): Problem => new Problem('asset_not_found', `There is no asset ${key}.`)
const assetNameTaken = (name: string): Problem =>
  new Problem('asset_name_taken', `There is an asset with the name '${name}' already.`)

/**
 * Reads an asset and keeps everybody else from changing it, its roles and its deployments before the transaction ends.
 * @throws Problem asset_not_found
 */
export async function requireAsset(trx: Db, organizationKey: string, key: string): Promise<Asset> {
  const asset = await lockAsset(trx, organizationKey, normalKey(key))
  if (!asset) throw assetNotFound(key)
  return asset
}

export interface NewAsset {
  portfolioKey: string
  name: string
  type?: AssetType
  /** Where it is deployed */
  environmentKeys: readonly string[]
}

/** Adds assets and their deployments. @returns the assets, in the same order */
export async function createAssets(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  assets: readonly NewAsset[],
): Promise<Asset[]> {
  const now = clock.now()
  const deployedAt = toTimestamp(now)
  const created = assets.map(({ portfolioKey, name, type = 'WebApplication' }) => ({
    key: newKey(now),
    portfolioKey,
    name,
    type,
    description: null,
  }))
  const deployments = created.flatMap(({ key: assetKey }, index) =>
    (assets[index]?.environmentKeys ?? []).map((environmentKey) => ({
      key: newKey(now),
      assetKey,
      environmentKey,
      deployedAt,
      deployedBy: null,
    })),
  )
  await insertAssets(trx, organizationKey, created, deployedAt)
  await insertAssetDeployments(trx, organizationKey, deployments)
  return created
}
