import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { ApplicationRolePage, ApplicationRolesQuery } from './application-roles-schemas.ts'
import { listApplicationRoles } from './list-application-roles.ts'

/** `/api/identity/v1/application-roles` */
export const applicationRoleRoutes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/application-roles',
      {
        config: { permission: 'End-user management > View end users' },
        schema: {
          operationId: 'ApplicationRole_QueryApplicationRoles',
          summary: 'List the end-user roles of the stages in which the caller may view end users',
          tags: ['application-roles'],
          querystring: ApplicationRolesQuery,
          response: { 200: ApplicationRolePage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listApplicationRoles, query),
    )
  }
