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

/** End users and application roles of one environment; whoever is in it has the roles */
export type Group = AnswerOf<operations['Group_ReadGroup']>
export type GroupsQuery = QueryOf<operations['Group_QueryGroups']>
export type NewGroup = BodyOf<operations['Group_CreateGroup']>
export type GroupChanges = BodyOf<operations['Group_UpdateGroup']>
export type GroupUser = ItemOf<operations['Group_QueryUsersFromGroup']>
export type GroupUsersQuery = QueryOf<operations['Group_QueryUsersFromGroup']>
/** Who is added and who is removed, in one step */
export type GroupUserChanges = BodyOf<operations['Group_AddOrRemoveUsersFromGroup']>
export type GroupApplicationRole = ItemOf<operations['Group_QueryApplicationRolesGroups']>
export type GroupApplicationRolesQuery = QueryOf<operations['Group_QueryApplicationRolesGroups']>
/** Which application roles are added and which are removed, in one step */
export type GroupApplicationRoleChanges = BodyOf<operations['Group_ModifyGroupApplicationRoles']>

/** Groups of end users. A group stays in its environment, and takes roles of that environment only. */
export interface Groups {
  list(query?: GroupsQuery, options?: CallOptions): PageList<Group>
  get(key: string, options?: CallOptions): Promise<Group>
  /** Creates a group, with users and roles if wanted. @returns the key */
  create(group: NewGroup, options?: CallOptions): Promise<{ key: string }>
  /** Changes name or description. */
  update(key: string, changes: GroupChanges, options?: CallOptions): Promise<void>
  /** Deletes a group together with its memberships and mappings. */
  delete(key: string, options?: CallOptions): Promise<void>
  /** Who is in a group, assigned or by a mapped claim */
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
  list: (query = {}, options) => listOf(query, (page) => api.GET('/groups', asking(undefined, page, options))),
  get: (key, options) => answer(api.GET('/groups/{key}', at({ key }, options))),
  create: (body, options = {}) => answer(api.POST('/groups', { body, ...options })),
  update: (key, body, options) => done(api.PATCH('/groups/{key}', { ...at({ key }, options), body })),
  delete: (key, options) => done(api.DELETE('/groups/{key}', at({ key }, options))),
  users: (key, query = {}, options) =>
    listOf(query, (page) => api.GET('/groups/{key}/users', asking({ key }, page, options))),
  changeUsers: (key, body, options) => done(api.PATCH('/groups/{key}/users', { ...at({ key }, options), body })),
  applicationRoles: (key, query = {}, options) =>
    listOf(query, (page) => api.GET('/groups/{key}/application-roles', asking({ key }, page, options))),
  changeApplicationRoles: (key, body, options) =>
    done(api.PATCH('/groups/{key}/application-roles', { ...at({ key }, options), body })),
  deleteClaimMapping: (key, mappingKey, options) =>
    done(api.DELETE('/groups/{key}/claim-mappings/{mappingKey}', at({ key, mappingKey }, options))),
})
