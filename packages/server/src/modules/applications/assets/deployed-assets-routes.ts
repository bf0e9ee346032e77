import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { DeployedAssetPage, DeployedAssetsQuery } from './deployed-assets-schemas.ts'
import { listDeployedAssets } from './list-deployed-assets.ts'

/** `/api/portfolios/v2/deployed-assets` */
export const deployedAssetRoutes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/deployed-assets',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'DeployedAssets_ListAssets',
          summary: 'List the assets that are deployed in stages that the caller may view',
          tags: ['deployed-assets'],
          querystring: DeployedAssetsQuery,
          response: { 200: DeployedAssetPage, ...problems(400, 401, 403, 422, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listDeployedAssets, query),
    )
  }
