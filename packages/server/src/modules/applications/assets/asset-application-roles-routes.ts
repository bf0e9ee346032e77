import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import {
  Deployed,
  DeploymentParameters,
  DeployRequest,
  RoleCreated,
  RoleCreateRequest,
  RoleParameters,
  RoleRenameRequest,
} from './asset-application-roles-schemas.ts'
import type { AssetApplicationRoleService } from './asset-application-roles-service.ts'
import type { DeploymentService } from './deployment-service.ts'

const tags = ['assets']
const changesAssets = { permission: 'Asset management > Change' } as const
const deploysAssets = { permission: 'Release management > Deploy assets' } as const

/** `/api/management/v1/assets/{key}/application-roles` and `/deployments` */
export const assetApplicationRoleRoutes =
  (roles: AssetApplicationRoleService, deployments: DeploymentService): Routes =>
  async (app) => {
    app.post(
      '/assets/:key/application-roles',
      {
        config: changesAssets,
        schema: {
          operationId: 'AssetApplicationRole_Create',
          summary: 'Define an application role. It exists at once wherever the asset is deployed.',
          tags,
          params: KeyParameter,
          body: RoleCreateRequest,
          response: { 201: RoleCreated, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await roles.create(principal, params.key, body)),
    )

    app.patch(
      '/assets/:key/application-roles/:externalKey',
      {
        config: changesAssets,
        schema: {
          operationId: 'AssetApplicationRole_Rename',
          summary: 'Rename an application role in all environments',
          tags,
          params: RoleParameters,
          body: RoleRenameRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await roles.rename(principal, params, body.name)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/assets/:key/application-roles/:externalKey',
      {
        config: changesAssets,
        schema: {
          operationId: 'AssetApplicationRole_Delete',
          summary: 'Delete an application role in all environments. Refused while somebody holds it.',
          tags,
          params: RoleParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await roles.delete(principal, params)
        return reply.code(204).send()
      },
    )

    app.post(
      '/assets/:key/deployments',
      {
        config: deploysAssets,
        schema: {
          operationId: 'AssetDeployment_Create',
          summary: 'Deploy an asset to an environment: from then on its application roles exist there',
          tags,
          params: KeyParameter,
          body: DeployRequest,
          response: { 201: Deployed, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await deployments.deploy(principal, params.key, body.environmentKey)),
    )

    app.delete(
      '/assets/:key/deployments/:environmentKey',
      {
        config: deploysAssets,
        schema: {
          operationId: 'AssetDeployment_Delete',
          summary: 'Take an asset and its roles out of an environment. Refused while somebody holds one of them.',
          tags,
          params: DeploymentParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deployments.undeploy(principal, params.key, params.environmentKey)
        return reply.code(204).send()
      },
    )
  }
