import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { GrantParameters } from './user-application-roles-schemas.ts'
import {
  GrantDetailsRequest,
  RevokeDetailsRequest,
  RoleHolderPage,
  RoleHoldersQuery,
  UserOrganizationRolePage,
  UserOrganizationRolesQuery,
} from './user-organization-roles-schemas.ts'
import type { UserOrganizationRoleService } from './user-organization-roles-service.ts'

const managesAccess = { permission: 'User and access management > Manage member access' } as const

/** `/api/identity/v1/users/{key}/organization-roles`, and the same from the role's side */
export const userOrganizationRoleRoutes =
  (userRoles: UserOrganizationRoleService): Routes =>
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
      ({ principal, params, query }) => userRoles.list(principal, params.key, query),
    )

    app.post(
      '/users/:key/organization-roles/:roleKey',
      {
        config: managesAccess,
        schema: {
          operationId: 'UserOrganizationRoles_GrantOrganizationRoleToUser',
          summary: 'Grant an organization role for the organization or for assets, in the place of the one held there',
          tags: ['users'],
          params: GrantParameters,
          body: GrantDetailsRequest,
          response: { 201: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await userRoles.grant(principal, params, body)
        return reply.code(201).send()
      },
    )

    app.delete(
      '/users/:key/organization-roles/:roleKey',
      {
        config: managesAccess,
        schema: {
          operationId: 'UserOrganizationRoles_RevokeOrganizationRoleForUser',
          summary: 'Take an organization role away, for the organization or for assets',
          tags: ['users'],
          params: GrantParameters,
          body: RevokeDetailsRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await userRoles.revoke(principal, params, body)
        return reply.code(204).send()
      },
    )

    app.get(
      '/organization-roles/:key/users',
      {
        config: { permission: 'User and access management > View members' },
        schema: {
          operationId: 'OrganizationRole_QueryUsersByRole',
          summary: 'List the users who hold an organization role at this moment',
          tags: ['organization-roles'],
          params: KeyParameter,
          querystring: RoleHoldersQuery,
          response: { 200: RoleHolderPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params, query }) => userRoles.listHolders(principal, params.key, query),
    )
  }
