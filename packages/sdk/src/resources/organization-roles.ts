import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A named set of permissions for members */
export type OrganizationRole = Schemas['OrganizationRoleApiResponse']
export type OrganizationRolesQuery = QueryOf<operations['OrganizationRole_QueryOrganizationRoles']>
export type NewOrganizationRole = Schemas['OrganizationRoleCreateRequest']
export type OrganizationRoleChanges = Schemas['OrganizationRoleUpdateRequest']
export type OrganizationRoleUser = Schemas['RoleUserResponse']
export type OrganizationRoleUsersQuery = QueryOf<operations['OrganizationRole_QueryUsersByRole']>

/** Roles of members. Administrator and Developer are read-only. */
export interface OrganizationRoles {
  list(query?: OrganizationRolesQuery, options?: CallOptions): PageList<OrganizationRole>
  get(key: string, options?: CallOptions): Promise<OrganizationRole>
  /** @throws PorticoError 409 where another role has this name */
  create(role: NewOrganizationRole, options?: CallOptions): Promise<{ orgRoleKey: string }>
  /** Changes the name, or replaces the permissions. */
  update(key: string, changes: OrganizationRoleChanges, options?: EditOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
  /** Who has a role now */
  users(key: string, query?: OrganizationRoleUsersQuery, options?: CallOptions): PageList<OrganizationRoleUser>
}

export const organizationRoles = (api: Client<paths>): OrganizationRoles => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/organization-roles', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/organization-roles/{key}', withPath({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/organization-roles', { body, ...options })),
  update: (key, body, options) =>
    completed(api.PATCH('/organization-roles/{key}', { ...withPath({ key }, options), body })),
  delete: (key, options) => completed(api.DELETE('/organization-roles/{key}', withPath({ key }, options))),
  users: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/organization-roles/{key}/users', withQuery({ key }, page, options))),
})
