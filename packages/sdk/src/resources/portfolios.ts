import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/portfolios.ts'
import { answer, asking, at, type BodyOf, type CallOptions, done, type ItemOf, type QueryOf } from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** A set of environments */
export type Portfolio = ItemOf<operations['Portfolios_ListPortfolios']>
export type PortfoliosQuery = QueryOf<operations['Portfolios_ListPortfolios']>
/** What the portal calls a stage: Development, Test, Production, in their order */
export type Environment = ItemOf<operations['Environments_ListEnvironments']>
export type EnvironmentsQuery = QueryOf<operations['Environments_ListEnvironments']>
export type EnvironmentChanges = BodyOf<operations['Environments_PatchEnvironment']>
/** An application or library, with its deployments */
export type DeployedAsset = ItemOf<operations['DeployedAssets_ListAssets']>
export type DeployedAssetsQuery = QueryOf<operations['DeployedAssets_ListAssets']>

/** Portfolios, by the Portfolio API */
export interface Portfolios {
  list(query?: PortfoliosQuery, options?: CallOptions): PageList<Portfolio>
  update(key: string, changes: { name?: string | null }, options?: CallOptions): Promise<void>
}

/** Environments, by the Portfolio API */
export interface Environments {
  /** All of them, in their order */
  list(query?: EnvironmentsQuery, options?: CallOptions): Promise<Environment[]>
  /** Changes name or place in the order. */
  update(key: string, changes: EnvironmentChanges, options?: CallOptions): Promise<void>
  /** The same for several in one step, for instance to reorder them */
  updateMany(environments: ({ key: string } & EnvironmentChanges)[], options?: CallOptions): Promise<void>
}

/** Assets as they are deployed, by the Portfolio API */
export interface DeployedAssets {
  list(query?: DeployedAssetsQuery, options?: CallOptions): PageList<DeployedAsset>
}

export const portfolios = (api: Client<paths>): Portfolios => ({
  list: (query = {}, options) => listOf(query, (page) => api.GET('/portfolios', asking(undefined, page, options))),
  update: (portfolioKey, body, options) =>
    done(api.PATCH('/portfolios/{portfolioKey}', { ...at({ portfolioKey }, options), body })),
})

export const environments = (api: Client<paths>): Environments => ({
  async list(query = {}, options) {
    return (await answer(api.GET('/environments', asking(undefined, query, options)))).results
  },
  update: (environmentKey, body, options) =>
    done(api.PATCH('/environments/{environmentKey}', { ...at({ environmentKey }, options), body })),
  updateMany: (environments, options = {}) => done(api.PATCH('/environments', { body: { environments }, ...options })),
})

export const deployedAssets = (api: Client<paths>): DeployedAssets => ({
  list: (query = {}, options) => listOf(query, (page) => api.GET('/deployed-assets', asking(undefined, page, options))),
})
