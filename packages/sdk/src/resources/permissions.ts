import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/identity.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** An entry of the catalogue of permissions, with what it brings along */
export type Permission = Schemas['PermissionResponse']
export type PermissionsQuery = QueryOf<operations['Permission_QueryPermissions']>

/** For reading; any one permission is enough. */
export interface Permissions {
  list(query?: PermissionsQuery, options?: CallOptions): PageList<Permission>
  get(key: string, options?: CallOptions): Promise<Permission>
}

export const permissions = (api: Client<paths>): Permissions => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/permissions', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/permissions/{key}', withPath({ key }, options))),
})
