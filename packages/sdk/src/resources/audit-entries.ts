import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

/** Who changed what, when and from where; secrets are masked */
export type AuditEntry = Schemas['AuditEntry']
export type AuditEntriesQuery = QueryOf<operations['AuditEntry_List']>
/** `format` is jsonl or csv */
export type AuditExportQuery = QueryOf<operations['AuditEntry_Export']>

/** The audit trail, which only grows. Needs the permission *View audit trail*. */
export interface AuditEntries {
  /** Newest first, unless `sort` says otherwise */
  list(query?: AuditEntriesQuery, options?: CallOptions): PageList<AuditEntry>
  get(key: string, options?: CallOptions): Promise<AuditEntry>
  /** All that match, newest first, as a stream of UTF-8 text. `timeout` ends with the first bytes. */
  export(query?: AuditExportQuery, options?: CallOptions): Promise<ReadableStream<Uint8Array>>
}

export const auditEntries = (api: Client<paths>): AuditEntries => ({
  list: (query = {}, options) =>
    pageListOf(query, (page) => api.GET('/audit-entries', withQuery(undefined, page, options))),
  get: (key, options) => answer(api.GET('/audit-entries/{key}', withPath({ key }, options))),
  async export(query = {}, options) {
    const call = { ...withQuery(undefined, query, options), parseAs: 'stream' as const }
    return (await answer(api.GET('/audit-entries/export', call))) as ReadableStream<Uint8Array>
  },
})
