import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { auditEntryOf } from '../audit/audit-entry.ts'

/** A line of the stream, and the key by which it is told from others */
export interface StreamLine {
  key: string
  /** JSON, with the line feed at its end */
  text: string
}

/** `type` and `key` come first: the one tells a line from those of the log, the other from a repeated one. */
export const streamLineOf = (row: AuditEntryTable): StreamLine => {
  const { key, ...entry } = auditEntryOf(row)
  return { key, text: `${JSON.stringify({ type: 'audit', key, organizationKey: row.organization_key, ...entry })}\n` }
}

/** The key in a line that was written before; undefined where it is none of ours */
export function keyOfLine(text: string): string | undefined {
  try {
    const { key } = JSON.parse(text)
    return typeof key === 'string' ? key : undefined
  } catch {
    return undefined
  }
}
