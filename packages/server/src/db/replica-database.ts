import { setTimeout } from 'node:timers/promises'
import { CompiledQuery, type DatabaseConnection, sql } from 'kysely'
import { isDatabaseUnavailable } from './failures.ts'
import { openPostgresReader } from './open-postgres-reader.ts'
import type { ReadDatabase } from './read-database.ts'
import type { Db } from './transaction.ts'

/** The replica cannot be read now. The message says why. */
export class ReplicaUnusable extends Error {}

/** The primary is away. It is not the replica's fault. */
export class PrimaryUnknown extends Error {}

/** What tells one history of one database from every other one */
interface History {
  cluster: string
  database: string
  timeline: number
}

interface Written extends History {
  /** All transactions that were acknowledged lie before it in the log. */
  position: string
  isAsynchronous: boolean
}

interface Replayed extends History {
  isStandby: boolean
  /** How much of the log the replica has carried out. Null: none */
  position: string | null
  isCurrent: boolean
}

interface ReplicaOptions {
  /** The replica's URL */
  replica: string
  primary: Db
  timeLimit: number
}

/** For so long a read waits for the replica to catch up, in milliseconds. */
const longestLag = 250
const firstPause = 1
const longestPause = 16

/**
 * Opens a streaming replica of the primary for reading. Each transaction sees at least what the primary had acknowledged
 * when it began, by whichever node: the primary is asked how far its log goes, and the replica until it has that much.
 * @throws (from `read`) ReplicaUnusable, PrimaryUnknown
 */
export async function openReplica({ replica, primary, timeLimit }: ReplicaOptions): Promise<ReadDatabase> {
  const ask = shareQuestion(() => selectWritten(primary))
  return openPostgresReader({
    database: replica,
    isReplica: true,
    timeLimit,
    async beforeBegin(connection) {
      const written = await ask().catch((error: Error) => {
        const message = `the primary does not say what it has stored: ${error.message}`
        throw new (isDatabaseUnavailable(error) ? PrimaryUnknown : ReplicaUnusable)(message, { cause: error })
      })
      if (written.isAsynchronous) {
        throw new ReplicaUnusable('with synchronous_commit = off, the primary does not say what the replica must have')
      }
      // Read before the transaction takes its snapshot, which then has at least that much.
      return { 'portico.replayed': await waitFor(connection, written) }
    },
  })
}

async function selectWritten(primary: Db): Promise<Written> {
  const { rows } = await sql<Written>`
    select pg_current_wal_flush_lsn()::text as position, current_setting('synchronous_commit') = 'off' as "isAsynchronous",
      (select system_identifier::text from pg_control_system()) as cluster,
      (select oid::text from pg_database where datname = current_database()) as database,
      ('x' || substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8))::bit(32)::int as timeline`.execute(primary)
  if (!rows[0]) throw new Error('the primary has no position')
  return rows[0]
}

/** A replica names the timeline of its last checkpoint: it is usable again so long after the promotion of another one. */
const selectReplayed = (position: string): CompiledQuery =>
  CompiledQuery.raw(
    `select pg_is_in_recovery() as "isStandby", pg_last_wal_replay_lsn()::text as position,
      coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as "isCurrent",
      (select system_identifier::text from pg_control_system()) as cluster,
      (select oid::text from pg_database where datname = current_database()) as database,
      (select timeline_id from pg_control_checkpoint()) as timeline`,
    [position],
  )

async function waitFor(connection: DatabaseConnection, written: Written): Promise<string> {
  const end = performance.now() + longestLag
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const { rows } = await connection.executeQuery<Replayed>(selectReplayed(written.position))
    const [replayed] = rows
    const problem = replayed && problemOf(replayed, written)
    if (problem) throw new ReplicaUnusable(problem)
    if (replayed?.isCurrent && replayed.position !== null) return replayed.position
    if (performance.now() > end) throw new ReplicaUnusable(`it is more than ${longestLag} ms behind the primary`)
    await setTimeout(pause)
  }
}

function problemOf(replayed: Replayed, written: Written): string | undefined {
  if (!replayed.isStandby) return 'it is no standby: it was promoted, or never was one'
  if (replayed.cluster !== written.cluster) return 'it follows another server than the one in --database'
  if (replayed.database !== written.database) return 'its URL names another database than --database'
  if (replayed.timeline !== written.timeline) {
    return `it has not made a checkpoint on the timeline of the primary (${written.timeline}): it is on ${replayed.timeline}`
  }
  return undefined
}

/** Asks once for all who ask before the question is sent. What is answered is never older than the asking. */
function shareQuestion<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  return () => {
    next ??= underWay.then(() => {
      next = undefined
      const asked = ask()
      underWay = asked.catch(() => {})
      return asked
    })
    return next
  }
}
