import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** An application or library that defines application roles */
export type Asset = Schemas['Asset']
/** The same with its roles and deployments */
export type AssetDetails = Schemas['AssetDetails']
export type AssetsQuery = QueryOf<operations['Asset_List']>
export type NewAsset = Schemas['AssetCreateRequest']
export type AssetChanges = Schemas['AssetPatchRequest']
export type AssetRevisionPages = QueryOf<operations['AssetRevision_List']>
export type NewAssetRevision = Schemas['AssetRevisionCreateRequest']
export type AssetRevisionWithNotes = Schemas['AssetRevision']
export type NewAssetApplicationRole = Schemas['AssetApplicationRoleCreateRequest']

/** Assets and the application roles that they define. A role exists in an environment once its asset is deployed there. */
export interface Assets {
  list(query?: AssetsQuery, options?: CallOptions): PageList<Asset>
  get(key: string, options?: CallOptions): Promise<AssetDetails>
  create(asset: NewAsset, options?: CallOptions): Promise<{ key: string }>
  update(key: string, changes: AssetChanges, options?: EditOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
  /** @returns the key that the role has in all environments together */
  createApplicationRole(
    key: string,
    role: NewAssetApplicationRole,
    options?: CallOptions,
  ): Promise<{ externalKey: string }>
  renameApplicationRole(key: string, externalKey: string, name: string, options?: EditOptions): Promise<void>
  deleteApplicationRole(key: string, externalKey: string, options?: CallOptions): Promise<void>
  /**
   * Deploys an asset to an environment, which makes its roles exist there: the revision that `options` names, or the
   * newest one. @returns the deployment's key
   */
  deploy(key: string, environmentKey: string, options?: CallOptions & { revision?: number }): Promise<{ key: string }>
  undeploy(key: string, environmentKey: string, options?: CallOptions): Promise<void>
  /** With release notes, the newest one first. `assetRevisions` has more ways to ask. */
  revisions(key: string, query?: AssetRevisionPages, options?: CallOptions): PageList<AssetRevisionWithNotes>
  /** The next revision. What is deployed stays as it is. */
  createRevision(key: string, revision?: NewAssetRevision, options?: CallOptions): Promise<{ revision: number }>
}

export const assets = (api: Client<paths>): Assets => ({
  list: (query = {}, options) => pageListOf(query, (page) => api.GET('/assets', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/assets/{key}', withPath({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/assets', { body, ...options })),
  update: (key, body, options) => completed(api.PATCH('/assets/{key}', { ...withPath({ key }, options), body })),
  delete: (key, options) => completed(api.DELETE('/assets/{key}', withPath({ key }, options))),
  createApplicationRole: (key, body, options) =>
    answer(api.POST('/assets/{key}/application-roles', { ...withPath({ key }, options), body })),
  renameApplicationRole: (key, externalKey, name, options) =>
    completed(
      api.PATCH('/assets/{key}/application-roles/{externalKey}', {
        ...withPath({ key, externalKey }, options),
        body: { name },
      }),
    ),
  deleteApplicationRole: (key, externalKey, options) =>
    completed(api.DELETE('/assets/{key}/application-roles/{externalKey}', withPath({ key, externalKey }, options))),
  deploy: (key, environmentKey, { revision, ...options } = {}) =>
    answer(
      api.POST('/assets/{key}/deployments', {
        ...withPath({ key }, options),
        body: { environmentKey, ...(revision === undefined ? {} : { revision }) },
      }),
    ),
  undeploy: (key, environmentKey, options) =>
    completed(api.DELETE('/assets/{key}/deployments/{environmentKey}', withPath({ key, environmentKey }, options))),
  revisions: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/assets/{key}/revisions', withQuery({ key }, page, options))),
  createRevision: (key, body = {}, options) =>
    answer(api.POST('/assets/{key}/revisions', { ...withPath({ key }, options), body })),
})
