import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { createEnvironment } from './create-environment.ts'
import { createPortfolio } from './create-portfolio.ts'
import { Created, EnvironmentCreateRequest, PortfolioCreateRequest } from './portfolios-schemas.ts'

/** `/api/management/v1/portfolios` and `/environments`: ODC creates them only in its portal. */
export const portfolioManagementRoutes =
  (parts: Parts<'clock'>): Routes =>
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
      async ({ principal, body }, reply) => reply.code(201).send(await createPortfolio(parts, principal, body)),
    )

    app.post(
      '/environments',
      {
        config: { permission: 'Portfolio management > Manage portfolio' },
        schema: {
          operationId: 'Environment_Create',
          summary: 'Add an environment to a portfolio. Permissions for all environments include it immediately.',
          tags: ['environments'],
          body: EnvironmentCreateRequest,
          response: { 201: Created, ...problems(400, 401, 403, 422, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createEnvironment(parts, principal, body)),
    )
  }
