import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { grantUserApplicationRole } from './grant-user-application-role.ts'
import { listUserApplicationRoles } from './list-user-application-roles.ts'
import { revokeUserApplicationRole } from './revoke-user-application-role.ts'
import {
  GrantParameters,
  UserApplicationRolePage,
  UserApplicationRolesQuery,
} from './user-application-roles-schemas.ts'

const tags = ['users']
const managesAccess = { permission: 'End-user management > Manage end-user access' } as const

/** `/api/identity/v1/users/{key}/application-roles` */
export const userApplicationRoleRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users/:key/application-roles',
      {
        config: { permission: 'End-user management > View end users' },
        schema: {
          operationId: 'UserApplicationRoles_QueryUserApplicationRoles',
          summary: 'List the end-user roles of a user: direct grants unless assignmentSources selects others',
          tags,
          params: KeyParameter,
          querystring: UserApplicationRolesQuery,
          response: { 200: UserApplicationRolePage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listUserApplicationRoles, params.key, query),
    )

    app.post(
      '/users/:key/application-roles/:roleKey',
      {
        config: { ...managesAccess, unknownNames: 'refused' },
        schema: {
          operationId: 'UserApplicationRoles_GrantApplicationRoleToUser',
          summary: 'Grant an end-user role to a user directly',
          tags,
          params: GrantParameters,
          response: { 201: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await grantUserApplicationRole(parts, principal, params)
        return reply.code(201).send()
      },
    )

    app.delete(
      '/users/:key/application-roles/:roleKey',
      {
        config: { ...managesAccess, unknownNames: 'refused' },
        schema: {
          operationId: 'UserApplicationRoles_RevokeApplicationRoleForUser',
          summary: 'Revoke a directly granted end-user role from a user',
          tags,
          params: GrantParameters,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await revokeUserApplicationRole(parts, principal, params)
        return reply.code(204).send()
      },
    )
  }
