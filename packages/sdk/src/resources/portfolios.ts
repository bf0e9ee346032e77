import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/portfolios.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A set of environments */
export type Portfolio = Schemas['Portfolio']
export type PortfoliosQuery = QueryOf<operations['Portfolios_ListPortfolios']>
/** What the portal calls a stage: Development, Test, Production, in their order */
export type Environment = Schemas['Environment']
export type EnvironmentsQuery = QueryOf<operations['Environments_ListEnvironments']>
export type EnvironmentChanges = Schemas['PatchEnvironmentRequest']
/** An application or library, with its deployments */
export type DeployedAsset = Schemas['DeployedAsset']
export type DeployedAssetsQuery = QueryOf<operations['DeployedAssets_ListAssets']>

/** Portfolios, by the Portfolio API */
export interface Portfolios {
  list(query?: PortfoliosQuery, options?: CallOptions): PageList<Portfolio>
  update(key: string, changes: { name?: string | null }, options?: EditOptions): Promise<void>
}

/** Environments, by the Portfolio API */
export interface Environments {
  /** All of them, in their order */
  list(query?: EnvironmentsQuery, options?: CallOptions): Promise<Environment[]>
  /** Changes name or place in the order. */
  update(key: string, changes: EnvironmentChanges, options?: EditOptions): Promise<void>
  /** The same for several in one step, for instance to reorder them */
  updateMany(environments: ({ key: string } & EnvironmentChanges)[], options?: CallOptions): Promise<void>
}

/** Assets as they are deployed, by the Portfolio API */
export interface DeployedAssets {
  list(query?: DeployedAssetsQuery, options?: CallOptions): PageList<DeployedAsset>
}

export const portfolios = (api: Client<paths>): Portfolios => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/portfolios', withQuery(undefined, page, options))),
  update: (portfolioKey, body, options) =>
    completed(api.PATCH('/portfolios/{portfolioKey}', { ...withPath({ portfolioKey }, options), body })),
})

export const environments = (api: Client<paths>): Environments => ({
  async list(query = {}, options) {
    return (await answer(api.GET('/environments', withQuery(undefined, query, options)))).results
  },
  update: (environmentKey, body, options) =>
    completed(api.PATCH('/environments/{environmentKey}', { ...withPath({ environmentKey }, options), body })),
  updateMany: (environments, options = {}) =>
    completed(api.PATCH('/environments', { body: { environments }, ...options })),
})

export const deployedAssets = (api: Client<paths>): DeployedAssets => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/deployed-assets', withQuery(undefined, page, options))),
})
