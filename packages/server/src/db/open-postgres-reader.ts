import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type DatabaseConnection, sql } from 'kysely'
import { canceled, createReadHandle, OutOfTime, type ReadDatabase, readsAtOnce } from './read-database.ts'
import { type Db, transaction } from './transaction.ts'

interface PostgresReadOptions {
  /** The URL */
  database: string
  /** Milliseconds for each statement */
  timeLimit: number
  /** Whether it is the server that the URL names, and not the primary one among those */
  isReplica?: boolean
  /** Carried out before each transaction, on its connection. @returns what to set for the transaction */
  beforeBegin?(connection: DatabaseConnection): Promise<Record<string, string>>
}

/** How often a statement is cancelled that may not have begun at the time before, in milliseconds */
const cancelAgain = 100

/** Beside those of the reads: building the index of users, cancelling, asking for the position */
const otherConnections = 2

/** Opens a pool of connections for reading alone. */
export async function openPostgresReader(options: PostgresReadOptions): Promise<ReadDatabase> {
  const { database, timeLimit, isReplica = false, beforeBegin } = options
  const { postgresReadDialect } = await import('./postgres-dialect.ts')
  const names = new AsyncLocalStorage<string>()
  const prepare = async (connection: DatabaseConnection): Promise<Record<string, string>> => ({
    statement_timeout: String(Math.ceil(timeLimit)),
    application_name: names.getStore() ?? 'portico',
    ...(await beforeBegin?.(connection)),
  })
  const max = readsAtOnce({ database }) + otherConnections
  const { db, stopped } = createReadHandle({
    dialect: postgresReadDialect(database, { timeLimit, max, isReplica, prepare }),
    isTimeout: (error) => (error as { code?: unknown } | undefined)?.code === canceled,
  })
  return {
    db,
    isReplica,
    async read(work, signal) {
      // The transaction has this name, and no other one: it is not another one's statement that is cancelled.
      const name = `portico read ${randomUUID()}`
      const run = () =>
        transaction({ db }, ({ db }) => {
          if (signal?.aborted) throw new OutOfTime('')
          return work(db)
        })
      const leave = signal && cancelOnAbort(db, name, signal)
      try {
        return await stopped(names.run(name, run))
      } finally {
        leave?.()
      }
    },
    close: () => db.destroy(),
  }
}

/** Has the server cancel the statements of the transaction of this name from the abort on. @returns what ends that */
function cancelOnAbort(db: Db, name: string, signal: AbortSignal): () => void {
  let isOver = false
  const cancel = async (): Promise<void> => {
    while (!isOver) {
      await sql`
        select pg_cancel_backend(pid) from pg_stat_activity
        where application_name = ${name} and state = 'active'`
        .execute(db)
        .catch(() => {})
      await setTimeout(cancelAgain, undefined, { ref: false })
    }
  }
  signal.addEventListener('abort', cancel)
  return () => {
    isOver = true
    signal.removeEventListener('abort', cancel)
  }
}
