import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/management.ts'
import {
  type AnswerOf,
  answer,
  asking,
  at,
  type BodyOf,
  type CallOptions,
  done,
  type ItemOf,
  type QueryOf,
} from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** An application or library that defines application roles */
export type Asset = ItemOf<operations['Asset_List']>
/** The same with its roles and deployments */
export type AssetDetails = AnswerOf<operations['Asset_Read']>
export type AssetsQuery = QueryOf<operations['Asset_List']>
export type NewAsset = BodyOf<operations['Asset_Create']>
export type AssetChanges = BodyOf<operations['Asset_Update']>
export type NewAssetApplicationRole = BodyOf<operations['AssetApplicationRole_Create']>

/** Assets and the application roles that they define. A role exists in an environment once its asset is deployed there. */
export interface Assets {
  list(query?: AssetsQuery, options?: CallOptions): PageList<Asset>
  get(key: string, options?: CallOptions): Promise<AssetDetails>
  create(asset: NewAsset, options?: CallOptions): Promise<{ key: string }>
  update(key: string, changes: AssetChanges, options?: CallOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
  /** @returns the key that the role has in all environments together */
  createApplicationRole(
    key: string,
    role: NewAssetApplicationRole,
    options?: CallOptions,
  ): Promise<{ externalKey: string }>
  renameApplicationRole(key: string, externalKey: string, name: string, options?: CallOptions): Promise<void>
  deleteApplicationRole(key: string, externalKey: string, options?: CallOptions): Promise<void>
  /** Deploys an asset to an environment, which makes its roles exist there. @returns the deployment's key */
  deploy(key: string, environmentKey: string, options?: CallOptions): Promise<{ key: string }>
  undeploy(key: string, environmentKey: string, options?: CallOptions): Promise<void>
}

export const assets = (api: Client<paths>): Assets => ({
  list: (query = {}, options) => listOf(query, (page) => api.GET('/assets', asking(undefined, page, options))),
  get: (key, options) => answer(api.GET('/assets/{key}', at({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/assets', { body, ...options })),
  update: (key, body, options) => done(api.PATCH('/assets/{key}', { ...at({ key }, options), body })),
  delete: (key, options) => done(api.DELETE('/assets/{key}', at({ key }, options))),
  createApplicationRole: (key, body, options) =>
    answer(api.POST('/assets/{key}/application-roles', { ...at({ key }, options), body })),
  renameApplicationRole: (key, externalKey, name, options) =>
    done(
      api.PATCH('/assets/{key}/application-roles/{externalKey}', {
        ...at({ key, externalKey }, options),
        body: { name },
      }),
    ),
  deleteApplicationRole: (key, externalKey, options) =>
    done(api.DELETE('/assets/{key}/application-roles/{externalKey}', at({ key, externalKey }, options))),
  deploy: (key, environmentKey, options) =>
    answer(api.POST('/assets/{key}/deployments', { ...at({ key }, options), body: { environmentKey } })),
  undeploy: (key, environmentKey, options) =>
    done(api.DELETE('/assets/{key}/deployments/{environmentKey}', at({ key, environmentKey }, options))),
})
