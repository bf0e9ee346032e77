import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import {
  AssetCreated,
  AssetCreateRequest,
  AssetDetails,
  AssetPage,
  AssetPatchRequest,
  AssetsQuery,
} from './assets-schemas.ts'
import { createAsset } from './create-asset.ts'
import { deleteAsset } from './delete-asset.ts'
import { getAsset } from './get-asset.ts'
import { listAssets } from './list-assets.ts'
import { lockAsset } from './lock-asset.ts'
import { updateAsset } from './update-asset.ts'
import { seesAssets } from './visible-assets.ts'

const tags = ['assets']
const asset = { kind: 'asset', fields: ['name', 'type', 'description'] }
const editAsset = conditionalEdit({
  lock: (parts, principal, key) => lockAsset(parts, principal, 'Asset management > Change', key),
  read: getAsset,
  change: updateAsset,
})

/** `/api/management/v1/assets`: what ODC offers only in its portal. */
export const assetRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/assets',
      {
        config: { permission: seesAssets },
        schema: {
          operationId: 'Asset_List',
          summary: 'List the assets of the organization',
          tags,
          querystring: AssetsQuery,
          response: { 200: AssetPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listAssets, query),
    )

    app.post(
      '/assets',
      {
        config: { permission: 'Asset management > Create' },
        schema: {
          operationId: 'Asset_Create',
          summary: 'Create an asset. It has no end-user roles yet and is deployed nowhere.',
          tags,
          body: AssetCreateRequest,
          response: { 201: AssetCreated, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createAsset(parts, principal, body)),
    )

    app.get(
      '/assets/:key',
      {
        config: { permission: seesAssets, edited: asset },
        schema: {
          operationId: 'Asset_Read',
          summary: 'Read an asset with the roles that it defines and the stages in which it is deployed',
          tags,
          params: KeyParameter,
          response: { 200: AssetDetails, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getAsset(parts, principal, params.key),
    )

    app.patch(
      '/assets/:key',
      {
        config: { permission: 'Asset management > Change', edited: asset },
        schema: {
          operationId: 'Asset_Update',
          summary: 'Change the name, type or description of an asset',
          tags,
          params: KeyParameter,
          body: AssetPatchRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        await editAsset(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/assets/:key',
      {
        config: { permission: 'Asset management > Delete' },
        schema: {
          operationId: 'Asset_Delete',
          summary:
            'Delete an asset with its roles and deployments. Refused while a user or group holds one of the roles.',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteAsset(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
