import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { RoleUserPage, RoleUsersQuery } from './role-users-schemas.ts'
import type { RoleUserService } from './role-users-service.ts'

/** `/api/identity/v1/application-roles/{key}/users` */
export const roleUserRoutes =
  (roleUsers: RoleUserService): Routes =>
  async (app) => {
    app.get(
      '/application-roles/:key/users',
      {
        config: { permission: 'End-user management > View end users' },
        schema: {
          operationId: 'ApplicationRole_QueryUsersByApplicationRole',
          summary: 'List the users who hold an application role, granted directly or through a group',
          tags: ['application-roles'],
          params: KeyParameter,
          querystring: RoleUsersQuery,
          // 400 is not in the contract, but there are parameters to get wrong.
          response: { 200: RoleUserPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params, query }) => roleUsers.list(principal, params.key, query),
    )
  }
