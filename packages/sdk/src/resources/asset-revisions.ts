import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/assets.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A numbered state of an asset, perhaps tagged with a version */
export type AssetRevision = Schemas['AssetRevisionV1']
export type NewestRevisionsQuery = QueryOf<operations['AssetRepository_ListAssets']>
export type AssetRevisionsQuery = QueryOf<operations['AssetRepository_ListAssetRevisions']>
export type AssetRevisionEmbeds = QueryOf<operations['AssetRepository_GetAsset']>
export type AssetRevisionFilter = Schemas['AssetVersionFilter']
export type AssetRevisionChanges = Schemas['AssetVersionPatchRequest']

/** Assets with their revisions and tags, by the Asset Repository API */
export interface AssetRevisions {
  /** The newest revision of each asset */
  list(query?: NewestRevisionsQuery, options?: CallOptions): PageList<AssetRevision>
  /** All revisions of one asset, the newest one first */
  of(assetKey: string, query?: AssetRevisionsQuery, options?: CallOptions): PageList<AssetRevision>
  /** @param revision from 1; the newest one unless given */
  get(assetKey: string, revision?: number, query?: AssetRevisionEmbeds, options?: CallOptions): Promise<AssetRevision>
  /** The one with the highest version. @throws PorticoError 404 while none is tagged */
  highestTag(assetKey: string, query?: AssetRevisionEmbeds, options?: CallOptions): Promise<AssetRevision>
  /** Those of several assets in one request, up to 100 */
  search(filters: AssetRevisionFilter[], options?: CallOptions): Promise<AssetRevision[]>
  /** Tags a revision, such as `{ tag: '1.2.0' }`, or changes its texts. @throws PorticoError 400 where another has the tag */
  update(assetKey: string, revision: number, changes: AssetRevisionChanges, options?: EditOptions): Promise<void>
}

export const assetRevisions = (api: Client<paths>): AssetRevisions => ({
  list: (query = {}, options) => pageListOf(query, (page) => api.GET('/assets', withQuery(undefined, page, options))),
  of: (assetKey, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/assets/{assetKey}/revisions', withQuery({ assetKey }, page, options))),
  get: (assetKey, revisionNumber, query = {}, options) =>
    revisionNumber === undefined
      ? answer(api.GET('/assets/{assetKey}', withQuery({ assetKey }, query, options)))
      : answer(
          api.GET(
            '/assets/{assetKey}/revisions/{revisionNumber}',
            withQuery({ assetKey, revisionNumber }, query, options),
          ),
        ),
  highestTag: (assetKey, query = {}, options) =>
    answer(api.GET('/assets/{assetKey}/highest-tag-revision', withQuery({ assetKey }, query, options))),
  async search(assetVersionFilters, options = {}) {
    return (await answer(api.POST('/assets/search', { body: { assetVersionFilters }, ...options }))).results
  },
  update: (assetKey, revisionNumber, body, options) =>
    completed(
      api.PATCH('/assets/{assetKey}/revisions/{revisionNumber}', {
        ...withPath({ assetKey, revisionNumber }, options),
        body,
      }),
    ),
})
