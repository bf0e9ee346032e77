import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import { createEnvironment, mostEnvironments } from './create-environment.ts'
import { createPortfolio, mostPortfolios } from './create-portfolio.ts'
import { deletePortfolio } from './delete-portfolio.ts'
import { editedEnvironment, getEnvironment } from './get-environment.ts'
import { editedPortfolio, getPortfolio } from './get-portfolio.ts'
import {
  Created,
  Environment,
  EnvironmentCreateRequest,
  EnvironmentKeyParameter,
  Portfolio,
  PortfolioCreateRequest,
  PortfolioKeyParameter,
} from './portfolios-schemas.ts'

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
          summary: 'Create a portfolio. It has no stages yet.',
          description: `An organization has up to ${mostPortfolios} portfolios.`,
          tags: ['portfolios'],
          body: PortfolioCreateRequest,
          response: { 201: Created, ...problems(400, 401, 403, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createPortfolio(parts, principal, body)),
    )

    app.get(
      '/portfolios/:portfolioKey',
      {
        config: { permission: 'any', edited: editedPortfolio },
        schema: {
          operationId: 'Portfolio_Read',
          summary: 'Read a portfolio',
          tags: ['portfolios'],
          params: PortfolioKeyParameter,
          response: { 200: Portfolio, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getPortfolio(parts, principal, params.portfolioKey),
    )

    app.delete(
      '/portfolios/:portfolioKey',
      {
        config: { permission: 'Portfolio management > Manage portfolio' },
        schema: {
          operationId: 'Portfolio_Delete',
          summary: 'Delete a portfolio that has no stages and no assets, and for which nobody holds a role',
          tags: ['portfolios'],
          params: PortfolioKeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deletePortfolio(parts, principal, params.portfolioKey)
        return reply.code(204).send()
      },
    )

    app.get(
      '/environments/:environmentKey',
      {
        config: { permission: 'Portfolio management > View stage', edited: editedEnvironment },
        schema: {
          operationId: 'Environment_Read',
          summary: 'Read a stage that the caller may view',
          tags: ['environments'],
          params: EnvironmentKeyParameter,
          response: { 200: Environment, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getEnvironment(parts, principal, params.environmentKey),
    )

    app.post(
      '/environments',
      {
        config: { permission: 'Portfolio management > Manage portfolio' },
        schema: {
          operationId: 'Environment_Create',
          summary: 'Add a stage to a portfolio. Permissions for all stages include it immediately.',
          description: `An organization has up to ${mostEnvironments} stages in all of its portfolios.`,
          tags: ['environments'],
          body: EnvironmentCreateRequest,
          response: { 201: Created, ...problems(400, 401, 403, 422, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createEnvironment(parts, principal, body)),
    )
  }
