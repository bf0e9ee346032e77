import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/identity.ts'
import {
  type AnswerOf,
  answer,
  asking,
  at,
  type BodyOf,
  type CallOptions,
  done,
  type ItemOf,
  type QueryOf,
} from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** A named set of permissions for members */
export type OrganizationRole = AnswerOf<operations['OrganizationRole_ReadOrganizationRole']>
export type OrganizationRolesQuery = QueryOf<operations['OrganizationRole_QueryOrganizationRoles']>
export type NewOrganizationRole = BodyOf<operations['OrganizationRole_CreateOrganizationRole']>
export type OrganizationRoleChanges = BodyOf<operations['OrganizationRole_UpdateOrganizationRole']>
export type OrganizationRoleUser = ItemOf<operations['OrganizationRole_QueryUsersByRole']>
export type OrganizationRoleUsersQuery = QueryOf<operations['OrganizationRole_QueryUsersByRole']>

/** Roles of members. Administrator and Developer are read-only. */
export interface OrganizationRoles {
  list(query?: OrganizationRolesQuery, options?: CallOptions): PageList<OrganizationRole>
  get(key: string, options?: CallOptions): Promise<OrganizationRole>
  /** @throws PorticoError 409 where another role has this name */
  create(role: NewOrganizationRole, options?: CallOptions): Promise<{ orgRoleKey: string }>
  /** Changes the name, or replaces the permissions. */
  update(key: string, changes: OrganizationRoleChanges, options?: CallOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
  /** Who has a role now */
  users(key: string, query?: OrganizationRoleUsersQuery, options?: CallOptions): PageList<OrganizationRoleUser>
}

export const organizationRoles = (api: Client<paths>): OrganizationRoles => ({
  list: (query = {}, options) =>
    listOf(query, (page) => api.GET('/organization-roles', asking(undefined, page, options))),
  get: (key, options) => answer(api.GET('/organization-roles/{key}', at({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/organization-roles', { body, ...options })),
  update: (key, body, options) => done(api.PATCH('/organization-roles/{key}', { ...at({ key }, options), body })),
  delete: (key, options) => done(api.DELETE('/organization-roles/{key}', at({ key }, options))),
  users: (key, query = {}, options) =>
    listOf(query, (page) => api.GET('/organization-roles/{key}/users', asking({ key }, page, options))),
})
