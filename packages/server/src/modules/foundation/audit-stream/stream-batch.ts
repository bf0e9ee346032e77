import type { Parts } from '../../../db/parts.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import {
  claimStream,
  clearStreamNode,
  keepStream,
  type StreamRange,
  selectEntriesOfRange,
  selectNewRanges,
  selectTakenRanges,
  updateStreamedPositions,
  upsertStreamRanges,
} from './audit-stream-repository.ts'

/** A node that ends without saying so is replaced after this time. */
export const claimMilliseconds = 15_000
/** How many entries a batch has at most */
export const batchSize = 100
/** What of them is read and written in a few milliseconds. One entry alone may have more. */
const batchCharacters = 524_288

export type { StreamRange }

interface Batch {
  ranges: StreamRange[]
  entries: AuditEntryTable[]
}

/**
 * The next entries to stream. Which ones is stored before they are written anywhere: whoever continues after a crash gets
 * exactly these again, and can tell which of them are there already.
 * @param written what of the last batch is where it belongs, and is not needed any more
 * @returns undefined while another node streams. `isNew`: it did so until now, or nobody did. `isEnd`: there is no more.
 */
export const takeStreamBatch = (
  parts: Parts<'clock'>,
  node: string,
  written: readonly StreamRange[],
): Promise<(Batch & { isNew: boolean; isEnd: boolean }) | undefined> =>
  transaction(parts, async ({ db, clock }) => {
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + claimMilliseconds)
    const isNew = !(await keepStream(db, node, until))
    if (isNew && !(await claimStream(db, node, now, until))) return undefined
    if (written.length > 0) await updateStreamedPositions(db, written)
    const taken = await selectTakenRanges(db)
    const batch =
      taken.length > 0 ? await entriesOf(db, taken) : await entriesOf(db, await selectNewRanges(db, batchSize))
    if (taken.length === 0 && batch.ranges.length > 0) await upsertStreamRanges(db, batch.ranges)
    return { ...batch, isNew, isEnd: batch.ranges.length === 0 }
  })

/** As many entries as a batch has, and the parts of the ranges in which they lie. What is too old is in none. */
async function entriesOf(db: Db, ranges: readonly StreamRange[]): Promise<Batch> {
  const batch: Batch = { ranges: [], entries: [] }
  const left = { entries: batchSize, characters: batchCharacters }
  for (const range of ranges) {
    if (left.entries === 0 || left.characters <= 0) break
    const { entries, characters, isCut } = await selectEntriesOfRange(db, range, left)
    const until = isCut ? (entries.at(-1)?.position ?? range.until) : range.until
    batch.ranges.push({ ...range, until })
    batch.entries.push(...entries)
    left.entries -= entries.length
    left.characters -= characters
  }
  batch.entries.sort(byTime)
  return batch
}

/** Whether there is anything to take: this writes nothing. */
export const hasUnstreamedEntries = async ({ db }: Parts): Promise<boolean> => (await selectNewRanges(db, 1)).length > 0

/** Leaves the stream to other nodes. */
export const releaseStream = ({ db }: Parts, node: string): Promise<void> => clearStreamNode(db, node)

const byTime = (a: AuditEntryTable, b: AuditEntryTable): number =>
  a.occurred_at < b.occurred_at || (a.occurred_at === b.occurred_at && a.key < b.key) ? -1 : 1
