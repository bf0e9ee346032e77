import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { RevisionCreated, RevisionCreateRequest, RevisionPage, RevisionsQuery } from './asset-revisions-schemas.ts'
import { createAssetRevision } from './create-asset-revision.ts'
import { listRevisionsWithNotes } from './list-asset-revisions.ts'
import { readsAssets } from './readable-assets.ts'

const tags = ['assets']

/** `/api/management/v1/assets/{key}/revisions`: in ODC, revisions come from its studio. */
export const assetRevisionRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/assets/:key/revisions',
      {
        config: { permission: readsAssets },
        schema: {
          operationId: 'AssetRevision_List',
          summary: 'List the revisions of an asset with their tags and release notes, the newest one first',
          tags,
          params: KeyParameter,
          querystring: RevisionsQuery,
          response: { 200: RevisionPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listRevisionsWithNotes, params.key, query),
    )

    app.post(
      '/assets/:key/revisions',
      {
        config: { permission: 'Asset management > Change' },
        schema: {
          operationId: 'AssetRevision_Create',
          summary: 'Create the next revision of an asset, with or without a tag. What is deployed stays as it is.',
          tags,
          params: KeyParameter,
          body: RevisionCreateRequest,
          response: { 201: RevisionCreated, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await createAssetRevision(parts, principal, params.key, body)),
    )
  }
