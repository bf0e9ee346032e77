import { setTimeout } from 'node:timers/promises'
import { type BulkOperation, type BulkRecord, type Portico, PorticoError, refusedRecords } from '@portico/sdk'
import type { ImportFailure, UnknownOutcome } from './import-failure.ts'
import type { ImportJournal } from './import-journal.ts'
import type { Row } from './users-file.ts'

/** The result of an import */
export interface Report {
  total: number
  imported: number
  failed: ImportFailure[]
  /** Neither imported nor failed, as far as is known: calling the command again says */
  unknown: UnknownOutcome[]
  /** Lines that were not accepted, because the import stopped at an error or by Ctrl+C */
  notTried: number
}

export type Valid = Row & { user: BulkRecord }

/** The most that one request takes */
export const batchSize = 100

/** The most batches that are sent and not answered: enough for the server never to wait for the command. */
export const mostUnderWay = 16

/**
 * Imports the rows, a hundred at a time, several hundreds at once; those that the journal knows not again. `stopped` is the
 * error that ended the import before the last row.
 * @param signal ends it once what has been sent is answered
 */
export async function importRows(
  portico: Portico,
  rows: Row[],
  { defaults, journal }: { defaults: BulkRecord; journal: ImportJournal },
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<{ report: Report; stopped: unknown }> {
  const failed: ImportFailure[] = rows.flatMap(({ line, name, user, fault = '' }) =>
    user ? [] : [{ line, name, errorCode: null, reason: fault }],
  )
  const valid = rows.filter((row): row is Valid => row.user !== undefined)
  const unknown: UnknownOutcome[] = []
  let [imported, stopped]: [number, unknown] = [0, undefined]
  const count = (outcome: Outcome): void => {
    imported += outcome.imported
    failed.push(...outcome.failed)
    onDone(imported + failed.length)
  }
  for (const settled of journal.settled.values()) count(settled)

  const underWay = new Map<Promise<void>, Set<string>>()
  const pace = { milliseconds: 0 }
  // One at first: what is wrong with the credentials is wrong with every batch.
  let atOnce = 1
  const carryOut = async (batch: number, sent: Valid[]): Promise<void> => {
    const outcome = await importBatch(portico, sent, defaults, { importKey: journal.id, batch }, pace)
    const { operation, imported, failed } = outcome
    if (outcome.stopped === undefined) journal.add({ batch, operation, imported, failed })
    unknown.push(...(outcome.unknown ?? []))
    stopped ??= outcome.stopped
    atOnce = Math.min(atOnce + 1, mostUnderWay)
    count(outcome)
  }
  const mustWait = (names: Set<string>): boolean =>
    underWay.size >= atOnce || [...underWay.values()].some((others) => !others.isDisjointFrom(names))

  for (let batch = 0; batch * batchSize < valid.length; batch++) {
    if (journal.settled.has(batch)) continue
    const sent = valid.slice(batch * batchSize, (batch + 1) * batchSize)
    const names = namesOf(sent)
    while (mustWait(names)) await Promise.race(underWay.keys())
    if (stopped !== undefined || signal.aborted) break
    const running: Promise<void> = carryOut(batch, sent).finally(() => underWay.delete(running))
    underWay.set(running, names)
  }
  await Promise.all(underWay.keys())
  for (const lines of [failed, unknown]) lines.sort((one, another) => one.line - another.line)
  const notTried = rows.length - imported - failed.length - unknown.length
  return { report: { total: rows.length, imported, failed, unknown, notTried }, stopped }
}

/** By what two lines may be in each other's way; e-mails are in a file once. Of such lines the first one comes first. */
const namesOf = (rows: Valid[]): Set<string> =>
  new Set(
    rows.flatMap(({ user: { subject, username } }) => [
      ...(subject ? [`subject ${subject}`] : []),
      ...(username ? [`username ${username.toLowerCase()}`] : []),
    ]),
  )

interface Outcome {
  operation?: string
  imported: number
  failed: ImportFailure[]
  unknown?: UnknownOutcome[]
  stopped?: unknown
}

/**
 * Sends the records of a batch. Those that break the schema make the server refuse the whole request. It names them: the
 * others are sent again without them, and `batch` loses them.
 */
export async function sendBatch<T>(
  batch: Valid[],
  defaults: BulkRecord,
  send: (records: BulkRecord[]) => Promise<T>,
): Promise<{ accepted?: T; failed: ImportFailure[]; stopped?: unknown }> {
  const failed: ImportFailure[] = []
  while (batch.length > 0) {
    try {
      return { accepted: await send(batch.map(({ user }) => ({ ...defaults, ...user }))), failed }
    } catch (error) {
      const refused = error instanceof PorticoError ? refusedRecords(error) : new Map<number, string>()
      const others: Valid[] = []
      for (const [index, row] of batch.entries()) {
        const reason = refused.get(index)
        if (reason === undefined) others.push(row)
        else
          failed.push({ line: row.line, name: row.name, errorCode: (error as PorticoError).errorCode ?? null, reason })
      }
      if (others.length === batch.length) return { failed, stopped: error }
      batch.splice(0, batch.length, ...others)
    }
  }
  return { failed }
}

/** @param pace how long an operation took, as far as is known: asking sooner is in vain */
async function importBatch(
  { bulkUsers }: Portico,
  batch: Valid[],
  defaults: BulkRecord,
  { importKey, batch: number }: { importKey: string; batch: number },
  pace: { milliseconds: number },
): Promise<Outcome> {
  // Without the records that are refused, it is another request.
  const create = (records: BulkRecord[]) =>
    bulkUsers.create(records, { idempotencyKey: `${importKey}-${number}-${records.length}`, importKey })
  const { accepted, failed, stopped } = await sendBatch(batch, defaults, create)
  if (accepted === undefined) return { imported: 0, failed, stopped }
  try {
    const { operations } = accepted.operations?.length > 0 ? accepted : await finished(bulkUsers, accepted.key, pace)
    const refused = batch.flatMap((row, index) => {
      const { status, errorCode = null, errorMessage } = operations[index] ?? {}
      if (status === 'Inserted' || status === 'Updated') return []
      return [{ line: row.line, name: row.name, errorCode, reason: errorMessage ?? 'no reason was given' }]
    })
    return { operation: accepted.key, imported: batch.length - refused.length, failed: [...failed, ...refused] }
  } catch (error) {
    const unknown = batch.map(({ line, name }) => ({ line, name, operation: accepted.key }))
    return { imported: 0, failed, unknown, stopped: error }
  }
}

async function finished(
  bulkUsers: Portico['bulkUsers'],
  key: string,
  pace: { milliseconds: number },
): Promise<BulkOperation> {
  const accepted = performance.now()
  await setTimeout(pace.milliseconds)
  const operation = await bulkUsers.finished(key, { every: 100 })
  pace.milliseconds = Math.min(1_000, 0.8 * (performance.now() - accepted))
  return operation
}
