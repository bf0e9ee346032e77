import { DatabaseSync } from 'node:sqlite'
import {
  type Dialect,
  type Driver,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { SqliteConnections, SqliteLease } from './sqlite-connections.ts'
import { whenFree } from './when-free.ts'
import { endTurn, letOthersWrite, type WriteTurns } from './write-turns.ts'

/**
 * Opens the database file. WAL lets readers and one writer of other processes work at the same time; FULL flushes every
 * commit, so that what was acknowledged survives a power cut. Freed space is overwritten: what was deleted, or encrypted
 * again, cannot be found in the file. Triggers see what REPLACE deletes, too (`recursive_triggers`). The log is copied
 * into the file once it has 4,000 pages: what an import writes again and again is copied less often than at the usual
 * 1,000. A backup lets the log grow: what it has beyond 64 MiB is given back afterwards.
 */
export function openSqliteFile(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file, { timeout: 5_000 })
  sqlite.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma recursive_triggers = on; pragma cache_size = -65536; pragma temp_store = memory; pragma journal_size_limit = 67108864; pragma wal_autocheckpoint = 4000',
  )
  // From here on, waiting for other processes is left to `whenFree`.
  sqlite.exec('pragma busy_timeout = 0')
  return sqlite
}

/**
 * For a connection that writes much, in a thread: the log is copied less often, since the same pages are written again and
 * again, and more pages of the indexes are kept.
 */
export const writesMuch = (sqlite: DatabaseSync): void =>
  sqlite.exec('pragma wal_autocheckpoint = 16000; pragma cache_size = -131072')

/** Copies the log into the file, as far as nobody reads it: the event loop need not do so for what a thread has written. */
export const copyLog = (sqlite: DatabaseSync): void => sqlite.exec('pragma wal_checkpoint(passive)')

/** Has a connection copy the log only where another one that does so has failed for long; or as ever. */
export const leaveCopying = (sqlite: DatabaseSync, isLeft: boolean): void =>
  sqlite.exec(`pragma wal_autocheckpoint = ${isLeft ? 64_000 : 4_000}`)

/**
 * Opens the same file for reading alone, beside the connection that writes it. It keeps fewer pages: those that it reads
 * again and again are in the system's memory as well.
 */
export function openSqliteReader(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  sqlite.exec('pragma cache_size = -16384; pragma temp_store = memory')
  return sqlite
}

interface SqliteDialectOptions {
  begin?: string
  createQueryCompiler?: () => QueryCompiler
  turns?: WriteTurns
  /** Opens the file for reading alone. It is called once, and only where a query meets a transaction. */
  openReader?: () => DatabaseSync
}

/**
 * Kysely on node:sqlite. One connection writes: while a statement or a transaction holds it, the others wait. A query that
 * meets them reads what was committed before, on a connection of its own, so that none waits for a long transaction.
 *
 * A transaction that may write is IMMEDIATE: taking the write lock later, after a read, fails at once if another process
 * wrote in between.
 */
export function sqliteDialect(sqlite: DatabaseSync, options: SqliteDialectOptions = {}): Dialect {
  const { createQueryCompiler = (): QueryCompiler => new SqliteQueryCompiler() } = options
  return {
    createDriver: () => new SqliteDriver(sqlite, options),
    createQueryCompiler,
    createAdapter: () => new TransactionalSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

/** Kysely leaves migrations outside transactions on SQLite, which could keep half of one after a crash. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** The driver has the queue for its connection: the root handle's check must come before any waiting. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #sqlite: DatabaseSync
  readonly #begin: string
  readonly #turns: WriteTurns | undefined
  readonly #connections: SqliteConnections

  constructor(sqlite: DatabaseSync, { begin = 'begin immediate', turns, openReader }: SqliteDialectOptions) {
    this.#sqlite = sqlite
    this.#begin = begin
    this.#turns = turns
    this.#connections = new SqliteConnections(sqlite, { turns, openReader })
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteLease> {
    return new SqliteLease(this.#connections)
  }

  async releaseConnection(lease: SqliteLease): Promise<void> {
    lease.end()
  }

  async beginTransaction(lease: SqliteLease): Promise<void> {
    await lease.takeWriter()
    if (this.#turns) await letOthersWrite(this.#turns)
    await whenFree(() => this.#sqlite.exec(this.#begin), this.#turns)
  }

  async commitTransaction(lease: SqliteLease): Promise<void> {
    lease.endTransaction()
    this.#sqlite.exec('commit')
    this.#endTurn()
  }

  /** A full disk may have ended the transaction already; rolling back twice would hide the first error. */
  async rollbackTransaction(lease: SqliteLease): Promise<void> {
    lease.endTransaction()
    if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback')
    this.#endTurn()
  }

  #endTurn(): void {
    if (this.#turns) endTurn(this.#turns)
  }

  async destroy(): Promise<void> {
    this.#connections.close()
  }
}
