import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { mostAssetsOfUser } from '../../members/organization-roles/grant-organization-role.ts'
import { grantUserOrganizationRole } from './grant-user-organization-role.ts'
import { listUserOrganizationRoles } from './list-user-organization-roles.ts'
import { revokeUserOrganizationRole } from './revoke-user-organization-role.ts'
import { GrantParameters } from './user-application-roles-schemas.ts'
import {
  GrantDetailsRequest,
  RevokeDetailsRequest,
  UserOrganizationRolePage,
  UserOrganizationRolesQuery,
} from './user-organization-roles-schemas.ts'

const managesAccess = {
  permission: 'User and access management > Manage member access',
  recentSignIn: 'organization-roles',
} as const

/** `/api/identity/v1/users/{key}/organization-roles` */
export const userOrganizationRoleRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users/:key/organization-roles',
      {
        config: {
          permission: ['User and access management > Manage users', 'User and access management > View members'],
          allowsSelf: true,
        },
        schema: {
          operationId: 'UserOrganizationRoles_GetUserOrganizationRoles',
          summary: 'List the organization roles that a user holds or will hold',
          tags: ['users'],
          params: KeyParameter,
          querystring: UserOrganizationRolesQuery,
          response: { 200: UserOrganizationRolePage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listUserOrganizationRoles, params.key, query),
    )

    app.post(
      '/users/:key/organization-roles/:roleKey',
      {
        config: { ...managesAccess, unknownNames: 'refused' },
        schema: {
          operationId: 'UserOrganizationRoles_GrantOrganizationRoleToUser',
          summary:
            'Grant an organization role for the organization or for assets. It replaces the role that the user holds there.',
          description: `A user may hold organization roles for up to ${mostAssetsOfUser} single assets.`,
          tags: ['users'],
          params: GrantParameters,
          body: GrantDetailsRequest,
          response: { 201: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await grantUserOrganizationRole(parts, principal, params, body)
        return reply.code(201).send()
      },
    )

    app.delete(
      '/users/:key/organization-roles/:roleKey',
      {
        config: { ...managesAccess, unknownNames: 'refused' },
        schema: {
          operationId: 'UserOrganizationRoles_RevokeOrganizationRoleForUser',
          summary: 'Revoke an organization role from a user, for the organization or for assets',
          tags: ['users'],
          params: GrantParameters,
          body: RevokeDetailsRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await revokeUserOrganizationRole(parts, principal, params, body)
        return reply.code(204).send()
      },
    )
  }
