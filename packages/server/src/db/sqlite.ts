import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { pauseWhenLong } from './pause-when-long.ts'
import { whenFree } from './when-free.ts'
import { endTurn, letOthersWrite, type WriteTurns } from './write-turns.ts'

/** Statements kept prepared. Preparing costs more than running a small query. */
const statementCacheSize = 500

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

/**
 * Kysely on node:sqlite. One connection: while a query or a transaction holds it, the others wait.
 *
 * A transaction that may write is IMMEDIATE: taking the write lock later, after a read, fails at once if another process
 * wrote in between.
 */
export function sqliteDialect(
  sqlite: DatabaseSync,
  {
    begin = 'begin immediate',
    createQueryCompiler = (): QueryCompiler => new SqliteQueryCompiler(),
    turns,
  }: { begin?: string; createQueryCompiler?: () => QueryCompiler; turns?: WriteTurns } = {},
): Dialect {
  return {
    createDriver: () => new SqliteDriver(sqlite, begin, turns),
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
  readonly #connection: SqliteConnection
  readonly #waiting: ((connection: SqliteConnection) => void)[] = []
  #held = false

  constructor(sqlite: DatabaseSync, begin: string, turns: WriteTurns | undefined) {
    this.#sqlite = sqlite
    this.#begin = begin
    this.#turns = turns
    this.#connection = new SqliteConnection(sqlite, turns)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#held) return new Promise((resolve) => this.#waiting.push(resolve))
    this.#held = true
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift()
    if (next) next(this.#connection)
    else this.#held = false
  }

  async beginTransaction(): Promise<void> {
    if (this.#turns) await letOthersWrite(this.#turns)
    await whenFree(() => this.#sqlite.exec(this.#begin), this.#turns)
  }

  async commitTransaction(): Promise<void> {
    this.#sqlite.exec('commit')
    this.#endTurn()
  }

  /** A full disk may have ended the transaction already; rolling back twice would hide the first error. */
  async rollbackTransaction(): Promise<void> {
    if (this.#sqlite.isTransaction) this.#sqlite.exec('rollback')
    this.#endTurn()
  }

  #endTurn(): void {
    if (this.#turns) endTurn(this.#turns)
  }

  async destroy(): Promise<void> {
    this.#connection.forgetStatements()
    this.#sqlite.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: DatabaseSync
  readonly #turns: WriteTurns | undefined
  readonly #statements = new Map<string, { statement: StatementSync; isReader: boolean }>()
  readonly #pause = pauseWhenLong()

  constructor(sqlite: DatabaseSync, turns: WriteTurns | undefined) {
    this.#sqlite = sqlite
    this.#turns = turns
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const pause = this.#pause()
    if (pause) await pause
    const { statement, isReader } = this.#prepare(query.sql)
    const parameters = query.parameters as SQLInputValue[]
    if (isReader) return { rows: (await whenFree(() => statement.all(...parameters), this.#turns)) as R[] }
    const { changes } = await whenFree(() => statement.run(...parameters), this.#turns)
    return { numAffectedRows: BigInt(changes), rows: [] }
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator, and this driver has no cursor
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('this driver does not stream: read page by page')
  }

  forgetStatements(): void {
    this.#statements.clear()
  }

  #prepare(sql: string): { statement: StatementSync; isReader: boolean } {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#sqlite.prepare(sql)
    const prepared = { statement, isReader: statement.columns().length > 0 }
    if (this.#statements.size >= statementCacheSize) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest)
        break
      }
    }
    this.#statements.set(sql, prepared)
    return prepared
  }
}
