import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { ApplicationRoleUserPage, ApplicationRoleUsersQuery } from './application-role-users-schemas.ts'
import { listApplicationRoleUsers } from './list-application-role-users.ts'

/** `/api/identity/v1/application-roles/{key}/users` */
export const applicationRoleUserRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/application-roles/:key/users',
      {
        config: { permission: 'End-user management > View end users' },
        schema: {
          operationId: 'ApplicationRole_QueryUsersByApplicationRole',
          summary: 'List the users who hold an end-user role, granted directly or through a group',
          tags: ['application-roles'],
          params: KeyParameter,
          querystring: ApplicationRoleUsersQuery,
          // 400 is not in the contract, but there are parameters to get wrong.
          response: { 200: ApplicationRoleUserPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listApplicationRoleUsers, params.key, query),
    )
  }
