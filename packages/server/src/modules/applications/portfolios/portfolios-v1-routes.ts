import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { listVisibleEnvironmentsV1 } from './list-environments.ts'
import { EnvironmentListV1 } from './portfolios-v1-schemas.ts'

/** `/api/portfolios/v1/environments`: what v2 lists, of all portfolios, with the fields of v1 */
export const portfolioV1Routes =
  (parts: ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/environments',
      {
        config: { permission: 'Portfolio management > View stage' },
        schema: {
          operationId: 'Environments_ListEnvironments',
          summary: 'List the stages that the caller may view, in their order',
          tags: ['environments'],
          response: { 200: EnvironmentListV1, ...problems(400, 401, 403, 429) },
        },
      },
      (_request, reply) => parts.reads.sendRead(reply, listVisibleEnvironmentsV1),
    )
  }
