import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** End users and application roles of one environment: its members have its roles */
export type Group = Schemas['GroupApiResponse']
export type GroupsQuery = QueryOf<operations['Group_QueryGroups']>
export type NewGroup = Schemas['GroupCreateRequest']
export type GroupChanges = Schemas['PatchGroupRequest']
export type GroupUser = Schemas['GroupUserResponse']
export type GroupUsersQuery = QueryOf<operations['Group_QueryUsersFromGroup']>
/** Who is added and who is removed, in one step */
export type GroupUserChanges = Schemas['PatchUsersByGroupRequest']
export type GroupApplicationRole = Schemas['ApplicationRoleApiResponse']
export type GroupApplicationRolesQuery = QueryOf<operations['Group_QueryApplicationRolesGroups']>
/** Which application roles are added and which are removed, in one step */
export type GroupApplicationRoleChanges = Schemas['PatchGroupApplicationRolesRequest']

/** Groups of end users. A group stays in its environment, and takes roles of that environment only. */
export interface Groups {
  list(query?: GroupsQuery, options?: CallOptions): PageList<Group>
  get(key: string, options?: CallOptions): Promise<Group>
  /** Creates a group, with users and roles if wanted. @returns the key */
  create(group: NewGroup, options?: CallOptions): Promise<{ key: string }>
  /** Changes name or description. */
  update(key: string, changes: GroupChanges, options?: EditOptions): Promise<void>
  /** Deletes a group together with its memberships and mappings. */
  delete(key: string, options?: CallOptions): Promise<void>
  /** The members of a group, assigned or by a mapped claim */
  users(key: string, query?: GroupUsersQuery, options?: CallOptions): PageList<GroupUser>
  /** Adds and removes users: all of them or, where one key is unknown, none. */
  changeUsers(key: string, changes: GroupUserChanges, options?: CallOptions): Promise<void>
  applicationRoles(
    key: string,
    query?: GroupApplicationRolesQuery,
    options?: CallOptions,
  ): PageList<GroupApplicationRole>
  /** Adds and removes application roles: all of them or, where one key is unknown, none. */
  changeApplicationRoles(key: string, changes: GroupApplicationRoleChanges, options?: CallOptions): Promise<void>
  deleteClaimMapping(key: string, mappingKey: string, options?: CallOptions): Promise<void>
}

export const groups = (api: Client<paths>): Groups => ({
  list: (query = {}, options) => pageListOf(query, (page) => api.GET('/groups', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/groups/{key}', withPath({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/groups', { body, ...options })),
  update: (key, body, options) => completed(api.PATCH('/groups/{key}', { ...withPath({ key }, options), body })),
  delete: (key, options) => completed(api.DELETE('/groups/{key}', withPath({ key }, options))),
  users: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/groups/{key}/users', withQuery({ key }, page, options))),
  changeUsers: (key, body, options) =>
    completed(api.PATCH('/groups/{key}/users', { ...withPath({ key }, options), body })),
  applicationRoles: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/groups/{key}/application-roles', withQuery({ key }, page, options))),
  changeApplicationRoles: (key, body, options) =>
    completed(api.PATCH('/groups/{key}/application-roles', { ...withPath({ key }, options), body })),
  deleteClaimMapping: (key, mappingKey, options) =>
    completed(api.DELETE('/groups/{key}/claim-mappings/{mappingKey}', withPath({ key, mappingKey }, options))),
})
