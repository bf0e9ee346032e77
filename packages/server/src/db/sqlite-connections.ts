import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { pauseWhenLong } from './pause-when-long.ts'
import { whenFree } from './when-free.ts'
import type { WriteTurns } from './write-turns.ts'

/** Statements kept prepared. Preparing costs more than running a small query. */
const statementCacheSize = 500

interface SqliteConnectionsOptions {
  turns: WriteTurns | undefined
  /** Opens the file for reading alone, once a query meets the one that writes. Where it is missing, the query waits. */
  openReader: (() => DatabaseSync) | undefined
}

/** The connection that writes to a file, which one at a time holds, and the one that reads beside it. */
export class SqliteConnections {
  readonly #writer: SqliteConnection
  readonly #openReader: (() => DatabaseSync) | undefined
  /** Called before each statement: all of them run on the same event loop. */
  readonly pause = pauseWhenLong()
  readonly #waiting: (() => void)[] = []
  #reader: SqliteConnection | undefined
  #isHeld = false

  constructor(sqlite: DatabaseSync, { turns, openReader }: SqliteConnectionsOptions) {
    this.#writer = new SqliteConnection(sqlite, turns)
    this.#openReader = openReader
  }

  /** Waits for the connection that writes, and holds it until it is given back. */
  async take(): Promise<SqliteConnection> {
    if (this.#isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#isHeld = true
    return this.#writer
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#isHeld = false
  }

  /** What reads beside whoever holds the connection that writes. @returns undefined where nobody does, or none can be had */
  readerBeside(): SqliteConnection | undefined {
    if (!this.#isHeld || !this.#openReader) return undefined
    this.#reader ??= new SqliteConnection(this.#openReader())
    return this.#reader
  }

  /** The one that writes last: whoever closes the file last copies its log and removes it. */
  close(): void {
    this.#reader?.close()
    this.#writer.close()
  }
}

/** What Kysely takes for a query, a transaction or several. It holds the connection that writes once it needs that. */
export class SqliteLease implements DatabaseConnection {
  readonly #connections: SqliteConnections
  /** From the moment on in which it is waited for: two statements at once wait for one and the same. */
  #writer: Promise<SqliteConnection> | undefined
  #transactionsEnded = 0

  constructor(connections: SqliteConnections) {
    this.#connections = connections
  }

  takeWriter(): Promise<SqliteConnection> {
    this.#writer ??= this.#connections.take()
    return this.#writer
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const ended = this.#transactionsEnded
    const pause = this.#connections.pause()
    if (pause) await pause
    const reader = !this.#writer && isSelect(query) ? this.#connections.readerBeside() : undefined
    const connection = reader ?? (await this.takeWriter())
    // What runs beside work that has failed meanwhile would be stored by itself.
    if (ended !== this.#transactionsEnded) throw new Error('the transaction is over')
    return connection.execute(query)
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator, and this driver has no cursor
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('this driver does not stream: read page by page')
  }

  endTransaction(): void {
    this.#transactionsEnded++
  }

  end(): void {
    if (this.#writer) this.#connections.giveBack()
  }
}

/** A statement that begins with WITH may write. */
const isSelect = ({ sql }: CompiledQuery): boolean => /^\s*select\b/i.test(sql)

class SqliteConnection {
  readonly #sqlite: DatabaseSync
  readonly #turns: WriteTurns | undefined
  readonly #statements = new Map<string, { statement: StatementSync; isReader: boolean }>()

  constructor(sqlite: DatabaseSync, turns?: WriteTurns) {
    this.#sqlite = sqlite
    this.#turns = turns
  }

  async execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, isReader } = this.#prepare(query.sql)
    const parameters = query.parameters as SQLInputValue[]
    if (isReader) return { rows: (await whenFree(() => statement.all(...parameters), this.#turns)) as R[] }
    const { changes } = await whenFree(() => statement.run(...parameters), this.#turns)
    return { numAffectedRows: BigInt(changes), rows: [] }
  }

  close(): void {
    this.#statements.clear()
    this.#sqlite.close()
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
