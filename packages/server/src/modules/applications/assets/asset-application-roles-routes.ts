import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { mostRolesOfAsset } from '../application-roles/create-application-role.ts'
import { RoleCreated, RoleCreateRequest, RoleParameters, RoleRenameRequest } from './asset-application-roles-schemas.ts'
import { AssetApplicationRole } from './assets-schemas.ts'
import { createAssetApplicationRole } from './create-asset-application-role.ts'
import { deleteAssetApplicationRole } from './delete-asset-application-role.ts'
import { getAssetApplicationRole } from './get-asset-application-role.ts'
import { lockAsset } from './lock-asset.ts'
import { updateAssetApplicationRole } from './update-asset-application-role.ts'
import { seesAssets } from './visible-assets.ts'

const tags = ['assets']
const role = { kind: 'end-user role', fields: ['name'] }
const editRole = conditionalEdit({
  lock: (parts, principal, { key }) => lockAsset(parts, principal, 'Asset management > Change', key),
  read: getAssetApplicationRole,
  change: updateAssetApplicationRole,
})
const changesAssets = { permission: 'Asset management > Change' } as const

/** `/api/management/v1/assets/{key}/application-roles` */
export const assetApplicationRoleRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.post(
      '/assets/:key/application-roles',
      {
        config: changesAssets,
        schema: {
          operationId: 'AssetApplicationRole_Create',
          summary: 'Define an end-user role. It exists immediately in every stage in which the asset is deployed.',
          description: `An asset defines up to ${mostRolesOfAsset} end-user roles.`,
          tags,
          params: KeyParameter,
          body: RoleCreateRequest,
          response: { 201: RoleCreated, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await createAssetApplicationRole(parts, principal, params.key, body)),
    )

    app.get(
      '/assets/:key/application-roles/:externalKey',
      {
        config: { permission: seesAssets, edited: role },
        schema: {
          operationId: 'AssetApplicationRole_Read',
          summary: 'Read an end-user role that an asset defines',
          tags,
          params: RoleParameters,
          response: { 200: AssetApplicationRole, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getAssetApplicationRole(parts, principal, params),
    )

    app.patch(
      '/assets/:key/application-roles/:externalKey',
      {
        config: { ...changesAssets, edited: role },
        schema: {
          operationId: 'AssetApplicationRole_Rename',
          summary: 'Rename an end-user role in all stages',
          tags,
          params: RoleParameters,
          body: RoleRenameRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        await editRole(parts, request, reply, request.params)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/assets/:key/application-roles/:externalKey',
      {
        config: changesAssets,
        schema: {
          operationId: 'AssetApplicationRole_Delete',
          summary: 'Delete an end-user role in all stages. Refused while a user or group holds it.',
          tags,
          params: RoleParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteAssetApplicationRole(parts, principal, params)
        return reply.code(204).send()
      },
    )
  }
