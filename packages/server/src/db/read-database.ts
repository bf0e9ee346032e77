import { type Dialect, Kysely } from 'kysely'
import { lockNothing } from './row-locks.ts'
import type { Schema } from './schema/schema.ts'
import type { Db } from './transaction.ts'

/** A second way into the database, which cannot write, and whose statements end. */
export interface ReadDatabase {
  /** The handle outside of its transactions, to connect what answers beside the tables */
  db: Db
  /** Whether it is a replica of the database, and not the database itself */
  isReplica: boolean
  /**
   * Runs `work` on one snapshot, which has everything that was committed before.
   * @param signal PostgreSQL: when it is aborted, the statement that runs is cancelled
   * @throws OutOfTime
   */
  read<T>(work: (db: Db) => Promise<T>, signal?: AbortSignal): Promise<T>
  close(): Promise<void>
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
export const readsAtOnce = ({ database }: { database: string }): number => (database === 'sqlite' ? 2 : 8)

/** PostgreSQL's query_canceled: by the time limit, or because nobody waits any more */
export const canceled = '57014'

/** COPY takes no parameters: keys of organizations and users stand in its statement. */
const keyLiterals = /'[\da-f-]{36}'/g

interface Opening {
  dialect: Dialect
  isTimeout(error: unknown): boolean
}

/** `stopped` has a statement that was stopped named by the error. */
export function createReadHandle({ dialect, isTimeout }: Opening) {
  const statements = new WeakMap<object, string>()
  const db: Db = new Kysely<Schema>({
    dialect,
    log: (event) => {
      if (event.level !== 'error' || !isTimeout(event.error)) return
      statements.set(event.error as object, event.query.sql.replaceAll(keyLiterals, '?'))
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
