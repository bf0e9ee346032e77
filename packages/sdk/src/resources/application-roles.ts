import type { Client } from 'openapi-fetch'
import { type CallOptions, type QueryOf, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** What an end user may do in one asset in one environment; a role has a key of its own in each environment. */
export type ApplicationRole = Schemas['ApplicationRoleApiResponse']
export type ApplicationRolesQuery = QueryOf<operations['ApplicationRole_QueryApplicationRoles']>
/** A user as the lists of a role show it */
export type RoleUser = Schemas['RoleUserResponse']
export type RoleUsersQuery = QueryOf<operations['ApplicationRole_QueryUsersByApplicationRole']>

/** What end users may do in the assets. */
export interface ApplicationRoles {
  /** The roles of the environments in which the caller may view end users */
  list(query?: ApplicationRolesQuery, options?: CallOptions): PageList<ApplicationRole>
  /** Who has a role, directly or through a group */
  users(key: string, query?: RoleUsersQuery, options?: CallOptions): PageList<RoleUser>
}

export const applicationRoles = (api: Client<paths>): ApplicationRoles => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/application-roles', withQuery(undefined, page, options))),
  users: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/application-roles/{key}/users', withQuery({ key }, page, options))),
})
