import type { Client } from 'openapi-fetch'
import type { operations, paths } from '../generated/identity.ts'
import { type AnswerOf, answer, asking, at, type CallOptions, type QueryOf } from '../operations.ts'
import { listOf, type PageList } from '../paging.ts'

/** An entry of the catalogue of permissions, with what it brings along */
export type Permission = AnswerOf<operations['Permission_ReadPermission']>
export type PermissionsQuery = QueryOf<operations['Permission_QueryPermissions']>

/** For reading; any one permission is enough. */
export interface Permissions {
  list(query?: PermissionsQuery, options?: CallOptions): PageList<Permission>
  get(key: string, options?: CallOptions): Promise<Permission>
}

export const permissions = (api: Client<paths>): Permissions => ({
  list: (query = {}, options) => listOf(query, (page) => api.GET('/permissions', asking(undefined, page, options))),
  get: (key, options) => answer(api.GET('/permissions/{key}', at({ key }, options))),
})
