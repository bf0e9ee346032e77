import { sql } from 'kysely'
import { isRecent } from '../config/clock.ts'
import { inSlices } from './in-slices.ts'
import { type ChangeLog, selectLogPosition } from './log-position.ts'
import type { Parts } from './parts.ts'
import { toTimestamp } from './timestamp.ts'
import { type Db, transaction } from './transaction.ts'

/** An index that was not asked for longer is built anew. */
const keptMilliseconds = 3_600_000
const deletedAtOnce = 500

/** Both logs have the columns that are asked for here. */
const tablesOf = (log: ChangeLog) => ({
  changes: `${log}_changes` as 'user_changes',
  pruning: `${log}_change_pruning` as 'user_change_pruning',
})
type Tables = ReturnType<typeof tablesOf>

/**
 * Deletes what was logged between one and two hours ago, a few at a time, so that writers need not wait. The log has
 * no times: each run notes where it ends, and an hour later all up to there goes. Where a transaction was open meanwhile, what
 * is left goes an hour later.
 * @param signal ends it after the slice that is under way: each is a transaction
 */
export async function deleteExpiredChanges(parts: Parts<'clock'>, log: ChangeLog, signal: AbortSignal): Promise<void> {
  const tables = tablesOf(log)
  const deleteSome = () =>
    transaction(parts, async ({ db }) => {
      const now = parts.clock.now()
      const { next, notedAt } = await lockPruning(db, tables)
      if (notedAt !== '' && isRecent(Date.parse(notedAt), now, keptMilliseconds)) return false
      // A transaction that has been open for longer holds readers back: what it has not seen yet, they read again.
      const unseen = (await selectLogPosition(db, log)).next
      if (await deleteOldestChanges(db, tables, Math.min(next, unseen - 1))) return true
      await noteNewestPosition(db, tables, toTimestamp(now))
      return false
    })
  await inSlices(deleteSome, signal)
}

/** Takes the row's lock, so that nobody else shortens the log meanwhile. */
async function lockPruning(db: Db, { pruning }: Tables): Promise<{ next: number; notedAt: string }> {
  const row = await db
    .updateTable(pruning)
    .set({ id: sql.ref('id') })
    .returning(['next', 'noted_at'])
    .executeTakeFirstOrThrow()
  return { next: row.next, notedAt: row.noted_at }
}

/** Notes the newest position but one, for deleting all up to it later: on SQLite, the newest makes the next one greater. */
async function noteNewestPosition(db: Db, { changes, pruning }: Tables, now: string): Promise<void> {
  const newest = db.selectFrom(changes).select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql.lit(1)).as('p'))
  await db
    .updateTable(pruning)
    .set({ next: sql<number>`(${newest}) - 1`, noted_at: now })
    .execute()
}

/**
 * Deletes some of the oldest changes up to a position, and says in the same transaction up to which one: whoever had read
 * less far can tell that something is missing.
 * @returns whether there are more
 */
async function deleteOldestChanges(db: Db, { changes, pruning }: Tables, position: number): Promise<boolean> {
  const after = await db
    .selectFrom(changes)
    .select('position')
    .where('position', '<=', position)
    .orderBy('position')
    .limit(1)
    .offset(deletedAtOnce - 1)
    .executeTakeFirst()
  const last = after?.position ?? position
  await db.deleteFrom(changes).where('position', '<=', last).execute()
  await db
    .updateTable(pruning)
    .set((eb) => ({ pruned_to: eb.case().when('pruned_to', '<', last).then(last).else(eb.ref('pruned_to')).end() }))
    .execute()
  return after !== undefined
}
