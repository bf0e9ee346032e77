import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'
import type { User } from './users.ts'

type Schemas = components['schemas']

/** The query of `portico.users.list` and more, such as `dormantSince` */
export type ManagedUsersQuery = QueryOf<operations['User_List']>
export type UserExportQuery = QueryOf<operations['UserExport_Read']>
/** A permission with the organization roles that give it, each for the organization or for a stage */
export type UserPermission = Schemas['UserPermission']
/** An e-mail with the user who has it; null where nobody has it whom the caller may see */
export type UserLookupResult = Schemas['UserLookupResult']

/** What ODC's operations on users do not answer */
export interface ManagedUsers {
  list(query?: ManagedUsersQuery, options?: CallOptions): PageList<User>
  /** Those that `list` finds, as CSV in UTF-8. `timeout` ends with the first bytes. */
  export(query?: UserExportQuery, options?: CallOptions): Promise<ReadableStream<Uint8Array>>
  /** Finds the users with 1 to 1,000 e-mails, in their order, without regard to case. */
  lookUp(emails: string[], options?: CallOptions): Promise<UserLookupResult[]>
  /** The permissions that a user has at this moment, and where each comes from. Needs *Manage users* or *View members*. */
  permissions(key: string, options?: CallOptions): Promise<UserPermission[]>
}

export const managedUsers = (api: Client<paths>): ManagedUsers => ({
  list: (query = {}, options) => pageListOf(query, (page) => api.GET('/users', withQuery(undefined, page, options))),
  async export(query = {}, options) {
    const call = { ...withQuery(undefined, query, options), parseAs: 'stream' as const }
    return (await answer(api.GET('/user-export', call))) as ReadableStream<Uint8Array>
  },
  async lookUp(emails, options = {}) {
    return (await answer(api.POST('/user-lookups', { body: { emails }, ...options }))).results
  },
  async permissions(key, options) {
    return (await answer(api.GET('/users/{key}/permissions', withPath({ key }, options)))).results
  },
})
