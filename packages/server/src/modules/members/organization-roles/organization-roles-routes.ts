import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { createOrganizationRole, duplicateOrganizationRole } from './create-organization-role.ts'
import { deleteOrganizationRole } from './delete-organization-role.ts'
import { getOrganizationRole } from './get-organization-role.ts'
import { listOrganizationRoles } from './list-organization-roles.ts'
import { lockCustomRole } from './lock-custom-role.ts'
import {
  DuplicateRequest,
  OrganizationRole,
  OrganizationRoleCreated,
  OrganizationRoleCreateRequest,
  OrganizationRolePage,
  OrganizationRolesQuery,
  OrganizationRoleUpdateRequest,
} from './organization-roles-schemas.ts'
import { updateOrganizationRole } from './update-organization-role.ts'

const tags = ['organization-roles']
const role = { kind: 'organization role', fields: ['name', 'permissions'] }
const editRole = conditionalEdit({
  lock: lockCustomRole,
  read: getOrganizationRole,
  change: updateOrganizationRole,
})
const managesRoles = {
  permission: 'User and access management > Manage organization roles',
  recentSignIn: 'organization-roles',
} as const

/** `/api/identity/v1/organization-roles`. The users who hold one are listed by the room `assignments`. */
export const organizationRoleRoutes =
  (parts: Parts<'clock' | 'vault'> & ReadsPart): Routes =>
  async (app) => {
    app.post(
      '/organization-roles',
      {
        // A permission without `environmentKeys` is one for every environment: a misspelt name would give more.
        config: { ...managesRoles, unknownNames: 'refused' },
        schema: {
          operationId: 'OrganizationRole_CreateOrganizationRole',
          summary: 'Create an organization role with a unique name and at least one permission',
          tags,
          body: OrganizationRoleCreateRequest,
          response: { 201: OrganizationRoleCreated, ...problems(400, 401, 403, 409, 429) },
        },
      },
      async ({ principal, body }, reply) => reply.code(201).send(await createOrganizationRole(parts, principal, body)),
    )

    app.get(
      '/organization-roles',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'OrganizationRole_QueryOrganizationRoles',
          summary: 'List organization roles with their permissions, built-in ones among them',
          tags,
          querystring: OrganizationRolesQuery,
          response: { 200: OrganizationRolePage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listOrganizationRoles, query),
    )

    app.get(
      '/organization-roles/:key',
      {
        config: { permission: 'any', edited: role },
        schema: {
          operationId: 'OrganizationRole_ReadOrganizationRole',
          summary: 'Read an organization role with its permissions',
          tags,
          params: KeyParameter,
          response: { 200: OrganizationRole, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getOrganizationRole(parts, principal, params.key),
    )

    app.patch(
      '/organization-roles/:key',
      {
        config: { ...managesRoles, unknownNames: 'refused', edited: role },
        schema: {
          operationId: 'OrganizationRole_UpdateOrganizationRole',
          summary: 'Rename an organization role, or replace its permissions',
          tags,
          params: KeyParameter,
          body: OrganizationRoleUpdateRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409, 429) },
        },
      },
      async (request, reply) => {
        await editRole(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/organization-roles/:key',
      {
        config: { ...managesRoles, unknownNames: 'refused' },
        schema: {
          operationId: 'OrganizationRole_DeleteOrganizationRole',
          summary: 'Delete an organization role that no user holds',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await deleteOrganizationRole(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }

/** `/api/management/v1/organization-roles`: what ODC offers only in its portal. */
export const organizationRoleManagementRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.post(
      '/organization-roles/:key/duplicate',
      {
        config: managesRoles,
        schema: {
          operationId: 'OrganizationRole_Duplicate',
          summary: 'Create an organization role with the permissions that another one, also a built-in one, has now',
          tags,
          params: KeyParameter,
          body: DuplicateRequest,
          response: { 201: OrganizationRoleCreated, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async ({ principal, params, body }, reply) =>
        reply.code(201).send(await duplicateOrganizationRole(parts, principal, params.key, body.name)),
    )
  }
