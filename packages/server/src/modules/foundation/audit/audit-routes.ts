import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { AuditEntriesQuery, AuditEntry, AuditEntryPage, AuditExportQuery } from './audit-schemas.ts'
import { exportAuditEntries } from './export-audit-entries.ts'
import { exportTypes } from './export-text.ts'
import { getAuditEntry } from './get-audit-entry.ts'
import { listAuditEntries } from './list-audit-entries.ts'

const tags = ['audit']
const config = { permission: 'Organization management > View audit trail' } as const

const exported = {
  description: 'The entries, newest first. In CSV, a cell that begins like a formula gets an apostrophe in front.',
  content: {
    'text/csv': { schema: { type: 'string' } },
    'application/jsonl': { schema: { type: 'string' } },
  },
}

/** `/api/management/v1/audit-entries`. There is no operation that changes or deletes an entry. */
export const auditRoutes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/audit-entries',
      {
        config,
        schema: {
          operationId: 'AuditEntry_List',
          summary: 'List the audit trail, newest first: who changed what, when and from where',
          tags,
          querystring: AuditEntriesQuery,
          response: { 200: AuditEntryPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listAuditEntries, query),
    )

    app.get(
      '/audit-entries/export',
      {
        config,
        schema: {
          operationId: 'AuditEntry_Export',
          summary: 'Export the audit trail as CSV (the default) or as JSON Lines',
          tags,
          querystring: AuditExportQuery,
          response: { 200: exported, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query: { format = 'csv', ...filter } }, reply) => {
        const headers = {
          'content-type': exportTypes[format],
          'content-disposition': `attachment; filename="audit-entries.${format}"`,
        }
        return parts.reads.sendText(reply, headers, exportAuditEntries, { format, filter })
      },
    )

    app.get(
      '/audit-entries/:key',
      {
        config,
        schema: {
          operationId: 'AuditEntry_Read',
          summary: 'Read an entry of the audit trail',
          tags,
          params: KeyParameter,
          response: { 200: AuditEntry, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getAuditEntry(parts, principal, params.key),
    )
  }
