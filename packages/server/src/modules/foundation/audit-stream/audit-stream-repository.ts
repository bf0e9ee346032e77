import { sql } from 'kysely'
import { hasCome } from '../../../db/has-come.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { readEntriesWithin } from '../audit/read-entries-within.ts'

/** Longer than a node claims the stream for */
const longestClaim = 60_000

/** The entries of a slot after one position, up to another one */
export interface StreamRange {
  organization_key: string
  slot: number
  position: number
  until: number
}

/** Goes on streaming until then. Within a transaction no other node can take it. @returns false where another one has it */
export async function keepStream(db: Db, node: string, until: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deployment')
    .set({ audit_stream_until: until })
    .where('audit_stream_node', '=', node)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes the stream where no node has it any more. @returns false while one has */
export async function claimStream(db: Db, node: string, now: string, until: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deployment')
    .set({ audit_stream_node: node, audit_stream_until: until })
    .where(hasCome('audit_stream_until', now, longestClaim))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function clearStreamNode(db: Db, node: string): Promise<void> {
  await db
    .updateTable('deployment')
    .set({ audit_stream_node: null, audit_stream_until: null })
    .where('audit_stream_node', '=', node)
    .execute()
}

/** Confirms these ranges, where they are still the ones that were taken last. */
export async function updateStreamedPositions(db: Db, ranges: readonly StreamRange[]): Promise<void> {
  await db
    .updateTable('audit_stream_positions')
    .set({ position: sql.ref('until') })
    .where((where) => where.or(ranges.map((range) => where.and({ ...range }))))
    .execute()
}

/** The ranges of a batch that was taken and not confirmed */
export const selectTakenRanges = (db: Db): Promise<StreamRange[]> =>
  db
    .selectFrom('audit_stream_positions')
    .select(['organization_key', 'slot', 'position', 'until'])
    .whereRef('until', '>', 'position')
    .orderBy('organization_key')
    .orderBy('slot')
    .execute()

/** Ranges of what was never taken, up to the newest entries */
export const selectNewRanges = (db: Db, limit: number): Promise<StreamRange[]> =>
  db
    .selectFrom('audit_counts as counts')
    .leftJoin('audit_stream_positions as streamed', (join) =>
      join
        .onRef('streamed.organization_key', '=', 'counts.organization_key')
        .onRef('streamed.slot', '=', 'counts.slot'),
    )
    .select(['counts.organization_key', 'counts.slot', 'counts.written as until'])
    .select(sql<number>`coalesce(streamed.position, 0)`.as('position'))
    .where(sql<boolean>`counts.written > coalesce(streamed.position, 0)`)
    .orderBy('counts.organization_key')
    .orderBy('counts.slot')
    .limit(limit)
    .execute()

export async function upsertStreamRanges(db: Db, ranges: readonly StreamRange[]): Promise<void> {
  await db
    .insertInto('audit_stream_positions')
    .values([...ranges])
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'slot']).doUpdateSet({ until: sql`excluded.until` }),
    )
    .execute()
}

/**
 * By the index on slot and position, as many as have values of so many characters, and one at least. Some may be missing:
 * those that were older than the retention. `isCut`: there may be more in the range.
 */
export const selectEntriesOfRange = (
  db: Db,
  { position, ...range }: StreamRange,
  most: { entries: number; characters: number },
): Promise<{ entries: AuditEntryTable[]; characters: number; isCut: boolean }> =>
  readEntriesWithin(most, (taken, limit) => selectAfter(db, range, taken.at(-1)?.position ?? position, limit))

const selectAfter = (
  db: Db,
  { organization_key, slot, until }: Omit<StreamRange, 'position'>,
  position: number,
  limit: number,
): Promise<AuditEntryTable[]> =>
  db
    .selectFrom('audit_entries')
    .selectAll()
    .where('organization_key', '=', organization_key)
    .where('slot', '=', slot)
    .where('position', '>', position)
    .where('position', '<=', until)
    .orderBy('position')
    .limit(limit)
    .execute()
