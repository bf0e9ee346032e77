import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { Deployed, DeploymentParameters, DeployRequest } from './asset-deployments-schemas.ts'
import { deployAsset } from './deploy-asset.ts'
import { undeployAsset } from './undeploy-asset.ts'

const tags = ['assets']
const deploysAssets = { permission: 'Release management > Deploy assets' } as const

/** `/api/management/v1/assets/{key}/deployments` */
export const assetDeploymentRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.post(
      '/assets/:key/deployments',
      {
        config: deploysAssets,
        schema: {
          operationId: 'AssetDeployment_Create',
          summary: 'Deploy a revision of an asset to a stage: from then on its end-user roles exist there',
          tags,
          params: KeyParameter,
          body: DeployRequest,
          response: { 201: Deployed, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await deployAsset(parts, principal, params.key, body)),
    )

    app.delete(
      '/assets/:key/deployments/:environmentKey',
      {
        config: deploysAssets,
        schema: {
          operationId: 'AssetDeployment_Delete',
          summary: 'Remove an asset and its roles from a stage. Refused while a user or group holds one of the roles.',
          tags,
          params: DeploymentParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await undeployAsset(parts, principal, params.key, params.environmentKey)
        return reply.code(204).send()
      },
    )
  }
