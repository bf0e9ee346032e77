import { type Dialect, Kysely } from 'kysely'
import { sqliteFile } from './database.ts'
import { limitTime } from './limit-time.ts'
import { lockNothing } from './row-locks.ts'
import type { Schema } from './schema/schema.ts'
import { openSqliteReader, sqliteDialect } from './sqlite.ts'
import { type Db, transaction } from './transaction.ts'

/** A second way into the database, which cannot write, and whose statements end. */
export interface ReadDatabase {
  /** The handle outside of its transactions, to connect what answers beside the tables */
  db: Db
  /**
   * Runs `work` on one snapshot, which has everything that was committed before.
   * @throws OutOfTime
   */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface ReadDatabaseOptions {
  /** 'sqlite' or a PostgreSQL URL */
  database: string
  dataFolder: string
  /** Milliseconds for each statement; on SQLite for all that one read carries out */
  timeLimit: number
  /** SQLite: whether the read that is under way should end now */
  isStopped?: () => boolean
  onIdleError?: (error: Error) => void
}

/** A statement that was stopped because it took too long, or because nobody waits for it any more */
export class OutOfTime extends Error {
  /** With question marks or numbers in the place of values */
  readonly statement: string

  constructor(statement: string, options?: ErrorOptions) {
    super('the statement took too long and was stopped', options)
    this.statement = statement
  }
}

/** How many reads it is worth to have under way. On SQLite, the second one lies ready when the first one has ended. */
export const readsAtOnce = ({ database }: Pick<ReadDatabaseOptions, 'database'>): number =>
  database === 'sqlite' ? 2 : 10

export async function openReadDatabase(options: ReadDatabaseOptions): Promise<ReadDatabase> {
  return options.database === 'sqlite' ? openSqlite(options) : openPostgres(options)
}

/** What the function throws that the statements ask for the time */
class TimeIsOver extends Error {}

async function openSqlite({ dataFolder, timeLimit, isStopped }: ReadDatabaseOptions): Promise<ReadDatabase> {
  const sqlite = openSqliteReader(sqliteFile(dataFolder))
  let end = 0
  const requireTime = (): void => {
    if (performance.now() > end || isStopped?.()) throw new TimeIsOver()
  }
  const compiler = limitTime(sqlite, requireTime)
  const { db, stopped } = open({
    dialect: sqliteDialect(sqlite, { begin: 'begin', createQueryCompiler: () => compiler }),
    isTimeout: (error) => error instanceof TimeIsOver,
  })
  return {
    db,
    read: (work) =>
      stopped(
        transaction({ db }, async (parts) => {
          // One connection: no other read runs until this one has ended.
          end = performance.now() + timeLimit
          return work(parts.db)
        }),
      ),
    close: () => db.destroy(),
  }
}

/** query_canceled */
const canceled = '57014'

async function openPostgres({ database, timeLimit, onIdleError }: ReadDatabaseOptions): Promise<ReadDatabase> {
  const { postgresReadDialect } = await import('./postgres-dialect.ts')
  const { db, stopped } = open({
    dialect: postgresReadDialect(database, onIdleError ?? (() => {}), { timeLimit, atOnce: readsAtOnce({ database }) }),
    isTimeout: (error) => (error as { code?: unknown } | undefined)?.code === canceled,
  })
  return { db, read: (work) => stopped(transaction({ db }, ({ db }) => work(db))), close: () => db.destroy() }
}

interface Opening {
  dialect: Dialect
  isTimeout(error: unknown): boolean
}

/** `stopped` has a statement that was stopped named by the error. */
function open({ dialect, isTimeout }: Opening) {
  const statements = new WeakMap<object, string>()
  const db: Db = new Kysely<Schema>({
    dialect,
    log: (event) => {
      if (event.level === 'error' && isTimeout(event.error)) statements.set(event.error as object, event.query.sql)
    },
  })
  lockNothing(db)
  const stopped = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      if (!isTimeout(error)) throw error
      throw new OutOfTime(statements.get(error as object) ?? '', { cause: error })
    }
  }
  return { db, stopped }
}
