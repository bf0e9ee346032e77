import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { DeployedAssetPageV1, DeployedAssetsQueryV1 } from './deployed-assets-v1-schemas.ts'
import { listDeployedAssets } from './list-deployed-assets.ts'

/** `/api/portfolios/v1/deployed-assets`: what v2 lists, of all portfolios, with the fields of v1 */
export const deployedAssetV1Routes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/deployed-assets',
      {
        config: { permission: 'Portfolio management > View stage' },
        schema: {
          operationId: 'DeployedAssets_ListAssets',
          summary: 'List the assets that are deployed in stages that the caller may view',
          tags: ['deployed-assets'],
          querystring: DeployedAssetsQueryV1,
          response: { 200: DeployedAssetPageV1, ...problems(400, 401, 403, 422, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listDeployedAssets, query),
    )
  }
