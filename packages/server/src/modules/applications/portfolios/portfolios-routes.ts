import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import { editedEnvironment, getEnvironment } from './get-environment.ts'
import { editedPortfolio, getPortfolio } from './get-portfolio.ts'
import { listVisibleEnvironments } from './list-environments.ts'
import { listPortfolios } from './list-portfolios.ts'
import {
  EnvironmentKeyParameter,
  EnvironmentList,
  EnvironmentPatchRequest,
  EnvironmentsPatchRequest,
  EnvironmentsQuery,
  PortfolioKeyParameter,
  PortfolioPage,
  PortfolioPatchRequest,
  PortfoliosQuery,
} from './portfolios-schemas.ts'
import { lockPortfolios, updateEnvironment, updateEnvironments } from './update-environments.ts'
import { lockPortfolio, updatePortfolio } from './update-portfolio.ts'

const several = { unconditional: 'it is about several stages, each of which has an ETag of its own' }

const editEnvironment = conditionalEdit({
  lock: lockPortfolios,
  read: getEnvironment,
  change: updateEnvironment,
})
const editPortfolio = conditionalEdit({ lock: lockPortfolio, read: getPortfolio, change: updatePortfolio })

/** Which of the two the caller needs depends on what changes: the operation checks it. */
const changesEnvironments = {
  permission: ['Portfolio management > Manage portfolio', 'Portfolio management > Manage stages'],
} as const

/** `/api/portfolios/v2/environments` and `/portfolios` */
export const portfolioRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/environments',
      {
        config: { permission: 'Portfolio management > View stage' },
        schema: {
          operationId: 'Environments_ListEnvironments',
          summary: 'List the stages that the caller may view, in their order',
          tags: ['Environments'],
          querystring: EnvironmentsQuery,
          response: { 200: EnvironmentList, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listVisibleEnvironments, query),
    )

    app.patch(
      '/environments',
      {
        config: { ...changesEnvironments, unknownNames: 'ignored', edited: several },
        schema: {
          operationId: 'Environments_UpdateEnvironments',
          summary: 'Rename and reorder several stages in one request',
          tags: ['Environments'],
          body: EnvironmentsPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 422, 429) },
        },
      },
      async ({ principal, body }, reply) => {
        await updateEnvironments(parts, principal, body.environments ?? [])
        return reply.code(200).send()
      },
    )

    app.patch(
      '/environments/:environmentKey',
      {
        config: { ...changesEnvironments, unknownNames: 'ignored', edited: editedEnvironment },
        schema: {
          operationId: 'Environments_PatchEnvironment',
          summary: 'Rename a stage, or move it to another place among those of its portfolio',
          tags: ['Environments'],
          params: EnvironmentKeyParameter,
          body: EnvironmentPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 422, 429) },
        },
      },
      async (request, reply) => {
        await editEnvironment(parts, request, reply, request.params.environmentKey)
        return reply.code(200).send()
      },
    )

    app.get(
      '/portfolios',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'Portfolios_ListPortfolios',
          summary: 'List the portfolios of the organization, the main one first',
          tags: ['Portfolios'],
          querystring: PortfoliosQuery,
          response: { 200: PortfolioPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listPortfolios, query),
    )

    app.patch(
      '/portfolios/:portfolioKey',
      {
        config: {
          permission: 'Portfolio management > Manage portfolio',
          unknownNames: 'ignored',
          edited: editedPortfolio,
        },
        schema: {
          operationId: 'Portfolios_PatchPortfolio',
          summary: 'Rename a portfolio',
          tags: ['Portfolios'],
          params: PortfolioKeyParameter,
          body: PortfolioPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 422, 429) },
        },
      },
      async (request, reply) => {
        await editPortfolio(parts, request, reply, request.params.portfolioKey)
        return reply.code(200).send()
      },
    )
  }
