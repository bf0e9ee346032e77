import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { listVisibleEnvironments } from './list-environments.ts'
import { EnvironmentListV1 } from './portfolios-v1-schemas.ts'

/** `/api/portfolios/v1/environments`: what v2 lists, of all portfolios, with the fields of v1 */
export const portfolioV1Routes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.get(
      '/environments',
      {
        config: { permission: 'Portfolio management > View stage' },
        schema: {
          operationId: 'Environments_ListEnvironments',
          summary: 'List the environments that the caller may view, in their order',
          tags: ['environments'],
          response: { 200: EnvironmentListV1, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal }) => {
        const { results } = await listVisibleEnvironments(parts, principal, {})
        const always = { hostname: null, isConfigured: true, isDeployedToCluster: true }
        return { results: results.map((environment) => ({ ...environment, ...always })) }
      },
    )
  }
