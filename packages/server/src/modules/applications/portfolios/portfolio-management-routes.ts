import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import type { EnvironmentService } from './environments-service.ts'
import { Created, EnvironmentCreateRequest, PortfolioCreateRequest } from './portfolios-schemas.ts'
import type { PortfolioService } from './portfolios-service.ts'

/** `/api/management/v1/portfolios` and `/environments`: adding them, which ODC offers only in its portal. */
export const portfolioManagementRoutes =
  (portfolios: PortfolioService, environments: EnvironmentService): Routes =>
  async (app) => {
    app.post(
      '/portfolios',
      {
        config: { permission: 'Portfolio management > Manage portfolio' },
        schema: {
          operationId: 'Portfolio_Create',
          summary: 'Create a portfolio. It has no environments yet.',
          tags: ['portfolios'],
          body: PortfolioCreateRequest,
          response: { 201: Created, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await portfolios.create(principal, body)),
    )

    app.post(
      '/environments',
      {
        config: { permission: 'Portfolio management > Manage portfolio' },
        schema: {
          operationId: 'Environment_Create',
          summary: 'Add an environment to a portfolio. Permissions for all environments hold in it at once.',
          tags: ['environments'],
          body: EnvironmentCreateRequest,
          response: { 201: Created, ...problems(400, 401, 403, 422, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await environments.create(principal, body)),
    )
  }
