import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/identity.ts'
import { type AnswerOf, answer, type BodyOf, type CallOptions, done, type ItemOf, type QueryOf } from '../operations.ts'
import { type PageList, pageList } from '../paging.ts'

/** A person; `_embedded` has what `embed` asked for */
export type User = AnswerOf<operations['UserProfile_GetUser']>
export type UserQuery = QueryOf<operations['UserProfile_GetUser']>
export type UsersQuery = QueryOf<operations['UserProfile_QueryUsers']>
export type UserCountQuery = QueryOf<operations['UserProfile_CountUsers']>
export type NewUser = BodyOf<operations['UserProfile_CreateUser']>
export type UserChanges = BodyOf<operations['UserProfile_PatchUser']>
/** An application role as one user has it, with where it comes from */
export type UserApplicationRole = ItemOf<operations['UserApplicationRoles_QueryUserApplicationRoles']>
export type UserApplicationRolesQuery = QueryOf<operations['UserApplicationRoles_QueryUserApplicationRoles']>

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
  update(key: string, changes: UserChanges, options?: CallOptions): Promise<void>
  /** Deletes a user together with profiles, memberships and roles. */
  delete(key: string, options?: CallOptions): Promise<void>
  /** The application roles of a user, granted directly and through groups */
  applicationRoles(key: string, query?: UserApplicationRolesQuery, options?: CallOptions): PageList<UserApplicationRole>
  /** Grants an application role directly. Granting it again changes nothing. */
  grantApplicationRole(key: string, roleKey: string, options?: CallOptions): Promise<void>
  /** Takes a directly granted application role away. Where there is none, nothing changes. */
  revokeApplicationRole(key: string, roleKey: string, options?: CallOptions): Promise<void>
}

export const users = (api: Client<paths>): Users => ({
  list: (query = {}, options = {}) =>
    pageList(
      (offset) => answer(api.GET('/users', { params: { query: { ...query, offset } }, ...options })),
      query.offset,
    ),
  async count(query = {}, options = {}) {
    return (await answer(api.GET('/users/count', { params: { query }, ...options }))).userCount
  },
  get: (key, query = {}, options = {}) =>
    answer(api.GET('/users/{key}', { params: { path: { key }, query }, ...options })),
  create: (body, options = {}) => answer(api.POST('/users', { body, ...options })),
  update: (key, body, options = {}) => done(api.PATCH('/users/{key}', { params: { path: { key } }, body, ...options })),
  delete: (key, options = {}) => done(api.DELETE('/users/{key}', { params: { path: { key } }, ...options })),
  applicationRoles: (key, query = {}, options = {}) =>
    pageList(
      (offset) =>
        answer(
          api.GET('/users/{key}/application-roles', {
            params: { path: { key }, query: { ...query, offset } },
            ...options,
          }),
        ),
      query.offset,
    ),
  grantApplicationRole: (key, roleKey, options = {}) =>
    done(api.POST('/users/{key}/application-roles/{roleKey}', { params: { path: { key, roleKey } }, ...options })),
  revokeApplicationRole: (key, roleKey, options = {}) =>
    done(api.DELETE('/users/{key}/application-roles/{roleKey}', { params: { path: { key, roleKey } }, ...options })),
})
