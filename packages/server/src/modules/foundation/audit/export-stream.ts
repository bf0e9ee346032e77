import { Readable } from 'node:stream'
import type { AuditEntry } from './audit-schemas.ts'

type ExportFormat = 'csv' | 'jsonl'

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

/** Writes the parts as they are read: however long the trail is, one part of it is in memory. */
export function exportStream(parts: AsyncIterable<AuditEntry[]>, format: ExportFormat): Readable {
  return Readable.from(format === 'csv' ? csv(parts) : jsonl(parts), { objectMode: false })
}

async function* csv(parts: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  // The mark tells spreadsheets that it is UTF-8.
  yield `\ufeff${line(columns.map(([name]) => name))}`
  for await (const entries of parts) {
    yield entries.map((entry) => line(columns.map(([, value]) => csvCell(value(entry))))).join('')
  }
}

async function* jsonl(parts: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  for await (const entries of parts) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}
