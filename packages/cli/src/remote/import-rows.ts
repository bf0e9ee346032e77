import { type BulkRecord, type Portico, PorticoError } from '@portico/sdk'
import type { Row } from './users-file.ts'

export interface Failure {
  line: number
  name: string
  errorCode: string | null
  reason: string
}

/** The result of an import */
export interface Report {
  total: number
  imported: number
  failed: Failure[]
  /** Lines that were not sent, because the import stopped at an error or by Ctrl+C */
  notTried: number
}

export type Valid = Row & { user: BulkRecord }

/** The most that one request takes */
export const batchSize = 100

/**
 * Imports the rows, a hundred at a time. `stopped` is the error that ended the import before the last row.
 * @param signal ends it once what has been sent is answered
 */
export async function importRows(
  portico: Portico,
  rows: Row[],
  defaults: BulkRecord,
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<{ report: Report; stopped: unknown }> {
  const failed: Failure[] = rows.flatMap(({ line, name, user, fault = '' }) =>
    user ? [] : [{ line, name, errorCode: null, reason: fault }],
  )
  const waiting = rows.filter((row): row is Valid => row.user !== undefined)
  let [imported, stopped]: [number, unknown] = [0, undefined]
  while (waiting.length > 0 && stopped === undefined && !signal.aborted) {
    const batch = waiting.splice(0, batchSize)
    const outcome = await importBatch(portico, batch, defaults)
    imported += outcome.imported
    failed.push(...outcome.failed)
    stopped = outcome.stopped
    onDone(imported + failed.length)
  }
  failed.sort((one, another) => one.line - another.line)
  const notTried = rows.length - imported - failed.length
  return { report: { total: rows.length, imported, failed, notTried }, stopped }
}

interface Outcome {
  imported: number
  failed: Failure[]
  stopped?: unknown
}

/**
 * Sends the records of a batch. One that breaks the schema makes the server refuse the whole request. The detail names it:
 * the others are sent again without it, and `batch` loses it.
 */
export async function sendBatch<T>(
  batch: Valid[],
  defaults: BulkRecord,
  send: (records: BulkRecord[]) => Promise<T>,
): Promise<{ accepted?: T; failed: Failure[]; stopped?: unknown }> {
  const failed: Failure[] = []
  while (batch.length > 0) {
    try {
      return { accepted: await send(batch.map(({ user }) => ({ ...defaults, ...user }))), failed }
    } catch (error) {
      const index = recordOf(error)
      const [row] = index === undefined ? [] : batch.splice(index, 1)
      if (!row) return { failed, stopped: error }
      failed.push(failure(row, error as PorticoError))
    }
  }
  return { failed }
}

async function importBatch({ bulkUsers }: Portico, batch: Valid[], defaults: BulkRecord): Promise<Outcome> {
  const { accepted, failed, stopped } = await sendBatch(batch, defaults, (records) => bulkUsers.create(records))
  if (accepted === undefined) return { imported: 0, failed, stopped }
  try {
    const { operations } = await bulkUsers.finished(accepted.key, { every: 200 })
    const refused = batch.flatMap((row, index) => {
      const { status, errorCode = null, errorMessage } = operations[index] ?? {}
      if (status === 'Inserted' || status === 'Updated') return []
      return [{ line: row.line, name: row.name, errorCode, reason: errorMessage ?? 'no reason was given' }]
    })
    return { imported: batch.length - refused.length, failed: [...failed, ...refused] }
  } catch (error) {
    const reason = `accepted, but the result is not known: ${accepted.key}`
    const unknown = batch.map(({ line, name }) => ({ line, name, errorCode: null, reason }))
    return { imported: 0, failed: [...failed, ...unknown], stopped: error }
  }
}

/** `records[3].email` → 3 */
function recordOf(error: unknown): number | undefined {
  const [, index] = (error instanceof PorticoError && /^records\[(\d+)\]/.exec(error.field ?? '')) || []
  return index === undefined ? undefined : Number(index)
}

const failure = ({ line, name }: Row, { errorCode, detail, message }: PorticoError): Failure => ({
  line,
  name,
  errorCode: errorCode ?? null,
  reason: (detail ?? message).replace(/records\[\d+\]\.?/, ''),
})
