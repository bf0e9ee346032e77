import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type EditOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A person; `_embedded` has what `embed` asked for */
export type User = Schemas['UserProfileApiResponse']
export type UserQuery = QueryOf<operations['UserProfile_GetUser']>
export type UsersQuery = QueryOf<operations['UserProfile_QueryUsers']>
export type UserCountQuery = QueryOf<operations['UserProfile_CountUsers']>
export type NewUser = Schemas['UserProfileCreateApiRequest']
export type UserChanges = Schemas['UserProfilePatchRequest']
/** An application role as one user has it, with where it comes from */
export type UserApplicationRole = Schemas['UserApplicationRoleApiResponse']
export type UserApplicationRolesQuery = QueryOf<operations['UserApplicationRoles_QueryUserApplicationRoles']>

/** A group that a user is in, and whether it was assigned or came by a mapped claim */
export type UserGroup = Schemas['UserGroupResponse']
export type UserGroupsQuery = QueryOf<operations['UserProfile_QueryGroupsByUser']>
/** An organization role as one user has it: for the organization, or for an asset; permanently, or for a period */
export type UserOrganizationRole = Schemas['OrganizationRoleByUserApiResponse']
export type UserOrganizationRolesQuery = QueryOf<operations['UserOrganizationRoles_GetUserOrganizationRoles']>
/** Where and when an organization role holds; by default in the whole organization, from now on */
export type OrganizationRoleGrant = Schemas['GrantDetailsRequest']
/** The assets for which a role is revoked; by default it is revoked where it holds for the organization */
export type OrganizationRoleRevocation = Schemas['RevokeDetailsRequest']

/** People: members, end users, and those who are neither yet. Keys are UUIDs. */
export interface Users {
  /** The users that the caller may see, by name unless `sort` says otherwise. Different filters all apply. */
  list(query?: UsersQuery, options?: CallOptions): PageList<User>
  /** How many users there are that match. */
  count(query?: UserCountQuery, options?: CallOptions): Promise<number>
  /** @throws PorticoError 404 where there is none, or none that the caller may see */
  get(key: string, query?: UserQuery, options?: CallOptions): Promise<User>
  /**
   * Creates a user. With the e-mail of an existing one, that user gains the profile that is asked for. No mail is sent.
   * @returns the key
   * @throws PorticoError 400, with the `field` that is wrong
   */
  create(user: NewUser, options?: CallOptions): Promise<{ key: string }>
  /** Changes what is given; null clears what may be empty. */
  update(key: string, changes: UserChanges, options?: EditOptions): Promise<void>
  /** Deletes a user together with profiles, memberships and roles. */
  delete(key: string, options?: CallOptions): Promise<void>
  /** The application roles of a user: those granted directly, or through the `assignmentSources` that are asked for */
  applicationRoles(key: string, query?: UserApplicationRolesQuery, options?: CallOptions): PageList<UserApplicationRole>
  /** Grants an application role directly. Granting it again changes nothing. */
  grantApplicationRole(key: string, roleKey: string, options?: CallOptions): Promise<void>
  /** Revokes an application role that was granted directly. Where there is none, nothing changes. */
  revokeApplicationRole(key: string, roleKey: string, options?: CallOptions): Promise<void>
  /** The groups of a user */
  groups(key: string, query?: UserGroupsQuery, options?: CallOptions): PageList<UserGroup>
  /** The organization roles of a user, also those whose period is still to come */
  organizationRoles(
    key: string,
    query?: UserOrganizationRolesQuery,
    options?: CallOptions,
  ): PageList<UserOrganizationRole>
  /** Grants an organization role: for assets with `assetKeys`, for a time with `grantPeriod`. */
  grantOrganizationRole(
    key: string,
    roleKey: string,
    grant?: OrganizationRoleGrant,
    options?: CallOptions,
  ): Promise<void>
  /** @throws PorticoError 400 where it would revoke the role of the last Administrator */
  revokeOrganizationRole(
    key: string,
    roleKey: string,
    revocation?: OrganizationRoleRevocation,
    options?: CallOptions,
  ): Promise<void>
}

export const users = (api: Client<paths>): Users => ({
  list: (query = {}, options = {}) =>
    pageListOf(query, (page) => api.GET('/users', withQuery(undefined, page, options))),
  async count(query = {}, options = {}) {
    return (await answer(api.GET('/users/count', { params: { query }, ...options }))).userCount
  },
  get: (key, query = {}, options = {}) =>
    answer(api.GET('/users/{key}', { params: { path: { key }, query }, ...options })),
  create: (body, options = {}) => answer(api.POST('/users', { body, ...options })),
  update: (key, body, options) => completed(api.PATCH('/users/{key}', { ...withPath({ key }, options), body })),
  delete: (key, options = {}) => completed(api.DELETE('/users/{key}', { params: { path: { key } }, ...options })),
  applicationRoles: (key, query = {}, options = {}) =>
    pageListOf(query, (page) => api.GET('/users/{key}/application-roles', withQuery({ key }, page, options))),
  grantApplicationRole: (key, roleKey, options = {}) =>
    completed(api.POST('/users/{key}/application-roles/{roleKey}', { params: { path: { key, roleKey } }, ...options })),
  revokeApplicationRole: (key, roleKey, options = {}) =>
    completed(
      api.DELETE('/users/{key}/application-roles/{roleKey}', { params: { path: { key, roleKey } }, ...options }),
    ),
  groups: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/users/{key}/groups', withQuery({ key }, page, options))),
  organizationRoles: (key, query = {}, options) =>
    pageListOf(query, (page) => api.GET('/users/{key}/organization-roles', withQuery({ key }, page, options))),
  grantOrganizationRole: (key, roleKey, body = {}, options) =>
    completed(api.POST('/users/{key}/organization-roles/{roleKey}', { ...withPath({ key, roleKey }, options), body })),
  revokeOrganizationRole: (key, roleKey, body = {}, options) =>
    completed(
      api.DELETE('/users/{key}/organization-roles/{roleKey}', { ...withPath({ key, roleKey }, options), body }),
    ),
})
