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

const line = (cells: string[]): string => `${cells.join(',')}\r\n`

/**
 * Names are given by people, and a spreadsheet would carry out what begins like a formula: an apostrophe in front has it
 * taken for text. What begins with apostrophes and goes on like a formula gets one more, so that one can be taken away
 * again: the SDK's reader does. Where people write in full width, its signs begin formulas as well. Where they write
 * decimals with a comma, a semicolon begins a new cell.
 */
const formula = /^(?='*[^\S\t]*[=+\-@＝＋－＠\t\r])|(?<=[;\t])(?='*[^\S\t]*[=+\-@＝＋－＠])/g

/** A cell of RFC 4180, without formulas */
export function csvCell(value: string | null): string {
  if (value === null) return ''
  const text = value.replaceAll(formula, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What comes before the first entry. The mark tells spreadsheets that it is UTF-8. */
export const headOf = (format: ExportFormat): string =>
  format === 'csv' ? `\ufeff${line(columns.map(([name]) => name))}` : ''

export const textOf = (format: ExportFormat, entries: readonly AuditEntry[]): string =>
  entries
    .map((entry) =>
      format === 'csv' ? line(columns.map(([, value]) => csvCell(value(entry)))) : `${JSON.stringify(entry)}\n`,
    )
    .join('')
