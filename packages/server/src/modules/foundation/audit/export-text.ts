import { csvHead, csvLine } from '../../../http/api/csv-line.ts'
import type { AuditEntry } from './audit-schemas.ts'

export type ExportFormat = 'csv' | 'jsonl'

export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
}

const columns: [name: string, value: (entry: AuditEntry) => string | null][] = [
  ['occurredAt', ({ occurredAt }) => occurredAt],
  ['key', ({ key }) => key],
  ['actorType', ({ actor }) => actor.type],
  ['actorKey', ({ actor }) => actor.key],
  ['actorName', ({ actor }) => actor.name],
  ['address', ({ actor }) => actor.address],
  ['traceId', ({ traceId }) => traceId],
  ['action', ({ action }) => action],
  ['entityType', ({ entity }) => entity.type],
  ['entityKey', ({ entity }) => entity.key],
  ['entityName', ({ entity }) => entity.name],
  ['environmentKey', ({ environmentKey }) => environmentKey],
  ['oldValues', ({ oldValues }) => oldValues && JSON.stringify(oldValues)],
  ['newValues', ({ newValues }) => newValues && JSON.stringify(newValues)],
  ['result', ({ result }) => result],
  ['occurrences', ({ occurrences }) => String(occurrences)],
  ['related', ({ related }) => (related.length > 0 ? JSON.stringify(related) : null)],
  ['partOf', ({ partOf }) => partOf],
]

/** What comes before the first entry */
export const headOf = (format: ExportFormat): string => (format === 'csv' ? csvHead(columns.map(([name]) => name)) : '')

export const textOf = (format: ExportFormat, entries: readonly AuditEntry[]): string =>
  entries
    .map((entry) =>
      format === 'csv' ? csvLine(columns.map(([, value]) => value(entry))) : `${JSON.stringify(entry)}\n`,
    )
    .join('')
