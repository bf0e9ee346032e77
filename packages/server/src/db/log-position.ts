import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Db } from './transaction.ts'

/** What a reader has seen of a log whose rows are never changed */
export interface LogPosition {
  /** The first position of which it may not have seen everything */
  next: number
  /**
   * PostgreSQL: which transactions it has seen. A replica does not tell: there, it is how much was carried out of the log
   * when the transaction began, and when it was asked. Empty on SQLite, where they come one after the other
   */
  snapshot: string
  /** Which server it was. After another one has taken over, or this one has begun anew, nothing is known. */
  server: string
}

interface PositionRow extends LogPosition {
  prunedTo: number
}

/** Which log: of changed users, or of changed rows of other lists */
export type ChangeLog = 'user' | 'list'

/**
 * What this transaction sees of a log, and up to which position changes were deleted. PostgreSQL tells
 * transactions that are under way, which may have any number from the oldest one's on (`pg_snapshot_xmin`).
 */
export async function selectLogPosition(db: Db, log: ChangeLog = 'user'): Promise<PositionRow> {
  const pruning = sql.table(`${log}_change_pruning`)
  const { rows } = await (isPostgres(db)
    ? sql<PositionRow>`
        select pruned_to as "prunedTo", pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next,
          case when pg_is_in_recovery()
            then (current_setting('portico.replayed')::pg_lsn - '0/0') || '-' || (pg_last_wal_replay_lsn() - '0/0')
            else pg_current_snapshot()::text end as snapshot,
          pg_postmaster_start_time()::text || ' ' ||
            (select oid::text from pg_database where datname = current_database()) as server
        from ${pruning}`
    : sql<PositionRow>`
        select pruned_to as "prunedTo", '' as snapshot, '' as server,
          1 + max(pruned_to, coalesce((select max(position) from ${sql.table(`${log}_changes`)}), 0)) as next
        from ${pruning}`
  ).execute(db)
  if (!rows[0]) throw new Error(`${log}_change_pruning has no row`)
  return rows[0]
}

/** From where on changes are read. Without a snapshot, all from the position on are */
export type ReadFrom = Pick<LogPosition, 'next' | 'snapshot'>

/**
 * Leaves out what a reader has seen already, on PostgreSQL: a transaction that stays open keeps `next` where it was, and
 * all that others commit meanwhile would be read again by each list. The index on the positions finds what a snapshot has not
 * seen: those that were under way, and those from its end on.
 */
export function isUnseen({ snapshot }: ReadFrom): RawBuilder<boolean> {
  if (!snapshot.includes(':')) return sql<boolean>`1 = 1`
  const { end, underWay } = snapshotOf(snapshot)
  const later = sql<boolean>`position >= ${end}`
  return underWay.length === 0 ? later : sql<boolean>`(${later} or position in (${sql.join(underWay)}))`
}

/** Whether a reader at one position may not have seen what one at the other position has seen */
export function isBehind(one: LogPosition, other: LogPosition): boolean {
  if (one.snapshot === '') return one.next < other.next
  if (isReplica(one)) return replayedOf(one).least < replayedOf(other).most
  const [seen, expected] = [snapshotOf(one.snapshot), snapshotOf(other.snapshot)]
  if (seen.underWay.some((id) => id < expected.end && !expected.underWay.includes(id))) return true
  for (let id = seen.end; id < expected.end; id++) if (!expected.underWay.includes(id)) return true
  return false
}

/** Whether a reader at one position has certainly seen nothing that one at the other position has not seen */
export function isWithin(one: LogPosition, other: LogPosition): boolean {
  if (isReplica(one)) return replayedOf(one).most <= replayedOf(other).least
  return (one.next === other.next && one.snapshot === other.snapshot) || isBehind(one, other)
}

const isReplica = ({ snapshot }: LogPosition): boolean => snapshot.includes('-')

function replayedOf({ snapshot }: LogPosition): { least: number; most: number } {
  const [least, most] = snapshot.split('-').map(Number)
  return { least: least ?? 0, most: most ?? 0 }
}

/** `xmin:xmax:xip,…` */
function snapshotOf(text: string): { end: number; underWay: number[] } {
  const [, end = '', underWay = ''] = text.split(':')
  return { end: Number(end), underWay: underWay === '' ? [] : underWay.split(',').map(Number) }
}

/** Whether changes were deleted that a reader at this position has not seen */
export const isLost = (seen: LogPosition, now: LogPosition & { prunedTo: number }): boolean =>
  now.prunedTo >= seen.next || now.server !== seen.server
