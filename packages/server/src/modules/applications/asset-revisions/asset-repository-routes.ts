import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import { entityTag } from '../../../http/api/entity-tag.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import {
  AssetKeyParameter,
  AssetListFilter,
  AssetRevisionAnswer,
  AssetRevisionList,
  AssetRevisionPage,
  AssetRevisionsQuery,
  AssetVersionPatchRequest,
  EmbedQuery,
  NewestRevisionsQuery,
  RevisionParameters,
} from './asset-repository-schemas.ts'
import { getAssetRevision, getHighestTagRevision, getNewestRevision, lockAssetRevision } from './get-asset-revision.ts'
import { listAssetRevisions } from './list-asset-revisions.ts'
import { listNewestRevisions } from './list-newest-revisions.ts'
import { readsAssets } from './readable-assets.ts'
import { searchAssetRevisions } from './search-asset-revisions.ts'
import { showAssetRevision } from './show-asset-revision.ts'
import { changesRevisions, updateAssetRevision } from './update-asset-revision.ts'

const tags = ['assets']
const revision = { kind: 'asset revision', fields: ['tag', 'releaseNotes', 'commitMessage'] }
const editRevision = conditionalEdit({
  lock: lockAssetRevision,
  read: getAssetRevision,
  change: updateAssetRevision,
})
const config = { permission: readsAssets } as const

/** `/api/asset-repository/v1`, as ODC has it. */
export const assetRepositoryRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/assets',
      {
        config,
        schema: {
          operationId: 'AssetRepository_ListAssets',
          summary: 'List the newest revision of each asset',
          tags,
          querystring: NewestRevisionsQuery,
          response: { 200: AssetRevisionPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listNewestRevisions, query),
    )

    app.post(
      '/assets/search',
      {
        config: { ...config, unknownNames: 'ignored' },
        schema: {
          operationId: 'AssetRepository_ListMultipleAssetRevisions',
          summary: 'Find revisions of several assets: by number, the newest ones, or those with the highest tag',
          tags,
          body: AssetListFilter,
          response: { 200: AssetRevisionList, ...problems(400, 401, 403, 429) },
        },
      },
      ({ body }, reply) => parts.reads.sendRead(reply, searchAssetRevisions, body),
    )

    const newest = { '/assets/:assetKey': 'GetAsset', '/assets/:assetKey/latest-revision': 'GetAssetLatestRevision' }
    for (const [path, operation] of Object.entries(newest)) {
      app.get(
        path,
        {
          config,
          schema: {
            operationId: `AssetRepository_${operation}`,
            summary: 'Read the newest revision of an asset',
            tags,
            params: AssetKeyParameter,
            querystring: EmbedQuery,
            response: { 200: AssetRevisionAnswer, ...problems(400, 401, 403, 404, 429) },
          },
        },
        async ({ principal, params, query }) =>
          showAssetRevision(query.embed)(await getNewestRevision(parts, principal, params.assetKey)),
      )
    }

    app.get(
      '/assets/:assetKey/highest-tag-revision',
      {
        config,
        schema: {
          operationId: 'AssetRepository_GetApplicationHighestTagRevision',
          summary: 'Read the revision of an asset that is tagged with the highest version',
          tags,
          params: AssetKeyParameter,
          querystring: EmbedQuery,
          response: { 200: AssetRevisionAnswer, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, query }) =>
        showAssetRevision(query.embed)(await getHighestTagRevision(parts, principal, params.assetKey)),
    )

    app.get(
      '/assets/:assetKey/revisions',
      {
        config,
        schema: {
          operationId: 'AssetRepository_ListAssetRevisions',
          summary: 'List the revisions of an asset, the newest one first',
          tags,
          params: AssetKeyParameter,
          querystring: AssetRevisionsQuery,
          response: { 200: AssetRevisionPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listAssetRevisions, params.assetKey, query),
    )

    app.get(
      '/assets/:assetKey/revisions/:revisionNumber',
      {
        config: { ...config, edited: revision },
        schema: {
          operationId: 'AssetRepository_GetAssetRevision',
          summary: 'Read a revision of an asset',
          tags,
          params: RevisionParameters,
          querystring: EmbedQuery,
          response: { 200: AssetRevisionAnswer, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, query }, reply) => {
        const row = await getAssetRevision(parts, principal, params)
        // ODC's answer leaves out the release notes, which the list of the management API has.
        reply.header('etag', entityTag(parts.vault, principal.organizationKey, revision, row))
        return showAssetRevision(query.embed)(row)
      },
    )

    app.patch(
      '/assets/:assetKey/revisions/:revisionNumber',
      {
        config: { permission: changesRevisions, unknownNames: 'ignored', edited: revision },
        schema: {
          operationId: 'AssetRepository_PatchVersion',
          summary: 'Tag a revision of an asset with a version, or change its release notes or commit message',
          tags,
          params: RevisionParameters,
          body: AssetVersionPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        await editRevision(parts, request, reply, request.params)
        return reply.code(204).send()
      },
    )
  }
