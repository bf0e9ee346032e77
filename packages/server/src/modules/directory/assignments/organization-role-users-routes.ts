import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { listOrganizationRoleUsers } from './list-organization-role-users.ts'
import { OrganizationRoleUserPage, OrganizationRoleUsersQuery } from './organization-role-users-schemas.ts'

/** `/api/identity/v1/organization-roles/{key}/users` */
export const organizationRoleUserRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/organization-roles/:key/users',
      {
        config: { permission: 'User and access management > View members' },
        schema: {
          operationId: 'OrganizationRole_QueryUsersByRole',
          summary: 'List the users who hold an organization role at this moment',
          tags: ['organization-roles'],
          params: KeyParameter,
          querystring: OrganizationRoleUsersQuery,
          response: { 200: OrganizationRoleUserPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listOrganizationRoleUsers, params.key, query),
    )
  }
