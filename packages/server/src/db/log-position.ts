import { PostgresAdapter, sql } from 'kysely'
import type { Db } from './transaction.ts'

/** What a reader has seen of a log whose rows are never changed */
export interface LogPosition {
  /** The first position of which it may not have seen everything */
  next: number
  /** PostgreSQL: which transactions it has seen. Empty on SQLite, where they come one after the other */
  snapshot: string
  /** Which server it was. After another one has taken over, or this one has begun anew, nothing is known. */
  server: string
}

interface PositionRow extends LogPosition {
  prunedTo: number
}

/**
 * What this transaction sees of `user_changes`, and up to which position changes were deleted. PostgreSQL tells
 * transactions that are under way, which may have any number from the oldest one's on (`pg_snapshot_xmin`).
 */
export async function selectLogPosition(db: Db): Promise<PositionRow> {
  const { rows } = await (db.getExecutor().adapter instanceof PostgresAdapter
    ? sql<PositionRow>`
        select pruned_to as "prunedTo", pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next,
          pg_current_snapshot()::text as snapshot,
          pg_postmaster_start_time()::text || ' ' ||
            (select oid::text from pg_database where datname = current_database()) as server
        from user_change_pruning`
    : sql<PositionRow>`
        select pruned_to as "prunedTo", '' as snapshot, '' as server,
          1 + max(pruned_to, coalesce((select max(position) from user_changes), 0)) as next
        from user_change_pruning`
  ).execute(db)
  if (!rows[0]) throw new Error('user_change_pruning has no row')
  return rows[0]
}

/** Whether a reader at one position may not have seen what one at the other position has seen */
export function isBehind(one: LogPosition, other: LogPosition): boolean {
  if (one.snapshot === '') return one.next < other.next
  const [seen, expected] = [snapshotOf(one.snapshot), snapshotOf(other.snapshot)]
  if (seen.underWay.some((id) => id < expected.end && !expected.underWay.includes(id))) return true
  for (let id = seen.end; id < expected.end; id++) if (!expected.underWay.includes(id)) return true
  return false
}

/** `xmin:xmax:xip,…` */
function snapshotOf(text: string): { end: number; underWay: number[] } {
  const [, end = '', underWay = ''] = text.split(':')
  return { end: Number(end), underWay: underWay === '' ? [] : underWay.split(',').map(Number) }
}
