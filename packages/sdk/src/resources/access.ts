import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, type QueryOf, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** A person with what gives them access: roles, groups */
export type AccessHolder = Schemas['AccessHolder']
/**
 * To what: at most one of `assetKey` (with `environmentKey` for one stage), `applicationRoleKey`, `organizationRoleKey` and
 * `groupKey`. Without any, every application role that the caller sees counts.
 */
export type AccessQuery = QueryOf<operations['Access_List']>
export type AccessExportQuery = QueryOf<operations['Access_Export']>

/**
 * Who has access. Needs *View end users* for assets and application roles, *View members* for organization roles, *Manage
 * end-user groups* or *View end users* for groups.
 */
export interface Access {
  /** `dormantSince`, in RFC 3339, selects those who have not signed in since. */
  list(query?: AccessQuery, options?: CallOptions): PageList<AccessHolder>
  /** The same as CSV in UTF-8, a line for each grant and each membership. `timeout` ends with the first bytes. */
  export(query?: AccessExportQuery, options?: CallOptions): Promise<ReadableStream<Uint8Array>>
}

export const access = (api: Client<paths>): Access => ({
  list: (query = {}, options) => pageListOf(query, (page) => api.GET('/access', withQuery(undefined, page, options))),
  async export(query = {}, options) {
    const call = { ...withQuery(undefined, query, options), parseAs: 'stream' as const }
    return (await answer(api.GET('/access/export', call))) as ReadableStream<Uint8Array>
  },
})
