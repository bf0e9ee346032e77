import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { prepareDataFolder } from '../config/data-folder.ts'
import { OperatorError } from '../config/operator-error.ts'
import { postgresUrls } from '../config/postgres-urls.ts'
import { type ChangeFeed, connectChangeFeed, postgresChangeFeed, sqliteChangeFeed } from './change-feed.ts'
import { isNoDatabase } from './failures.ts'
import { guardedDialect } from './guarded-dialect.ts'
import { holdFolder } from './hold-folder.ts'
import { makePrivate, requireAccess } from './make-private.ts'
import { memoryCounter, type RequestCounter, tableCounter } from './request-counter.ts'
import type { Schema } from './schema/schema.ts'
import { copyLog, leaveCopying, openSqliteFile, openSqliteReader, sqliteDialect, writesMuch } from './sqlite.ts'
import { type Db, refuseInside } from './transaction.ts'
import { newWriteTurns, type WriteTurns } from './write-turns.ts'

/** The two engines. Only the files of this folder ask which one runs. */
export type Engine = 'sqlite' | 'postgres'

export interface Database {
  db: Db
  engine: Engine
  /** What other processes changed, for the caches. */
  changes: ChangeFeed
  /** Counts the requests of a minute, together with the other nodes. */
  requestCounter: RequestCounter
  /** SQLite: by which a thread of this process that writes lets this connection go first */
  turns?: WriteTurns
  /** SQLite: whether another connection of this process copies the log into the file, so that this one need not */
  leaveCopying?(isLeft: boolean): Promise<void>
  /** Runs `work` with a handle whose statements may take as long as they need: for migrations. */
  withoutTimeLimit<T>(work: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface OpenDatabaseOptions {
  /** 'sqlite' or a PostgreSQL URL */
  database: string
  /** Folder of the SQLite file `portico.db` */
  dataFolder: string
  /** Refuse a second server on the same SQLite folder. Commands that administer the database don't ask for it. */
  exclusive?: boolean
  /** For a thread beside the connection of a server: on SQLite with the memory of its turns. That one goes first. */
  beside?: { turns: WriteTurns['memory'] | undefined }
  onIdleError?: (error: Error) => void
  /** PostgreSQL: called with the host and port of the server that is written to, and with undefined where there is none */
  onPrimary?: (name: string | undefined) => void
}

/** The file of the SQLite database */
export const sqliteFile = (folder: string): string => join(folder, 'portico.db')

/** False if opening would make a new, empty database. */
export const databaseExists = ({
  database,
  dataFolder,
}: Pick<OpenDatabaseOptions, 'database' | 'dataFolder'>): boolean =>
  database !== 'sqlite' || existsSync(sqliteFile(dataFolder))

/** Where the data is, without user and password: for messages. */
export function describeDatabase({
  database,
  dataFolder,
}: Pick<OpenDatabaseOptions, 'database' | 'dataFolder'>): string {
  if (database === 'sqlite') return dataFolder
  const urls = postgresUrls(database).map((url) => new URL(url))
  return `PostgreSQL ${urls.map(({ host }) => host).join(',')}${urls[0]?.pathname}`
}

/** Opens the database. Its tables are made by `migrate`. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  return options.database === 'sqlite' ? openSqlite(options) : openPostgres(options)
}

async function openSqlite({ dataFolder, exclusive, beside }: OpenDatabaseOptions): Promise<Database> {
  prepareDataFolder(dataFolder)
  const lock = exclusive ? holdFolder(dataFolder) : undefined
  const file = sqliteFile(dataFolder)
  const sqlite = openOrExplain(file, lock)
  const turns = beside?.turns ? { memory: beside.turns, isPatient: true } : newWriteTurns()
  if (beside) writesMuch(sqlite)
  const db: Db = new Kysely<Schema>({
    dialect: guardedDialect(sqliteDialect(sqlite, { turns, openReader: () => openSqliteReader(file) }), () =>
      refuseInside(db),
    ),
  })
  const changes = sqliteChangeFeed(sqlite)
  connectChangeFeed(db, changes)
  return {
    db,
    engine: 'sqlite',
    changes,
    // One server holds the folder.
    requestCounter: memoryCounter(),
    turns,
    leaveCopying: async (isLeft) => leaveCopying(sqlite, isLeft),
    withoutTimeLimit: (work) => work(db),
    async close() {
      if (beside) copyLog(sqlite)
      await db.destroy()
      lock?.release()
    },
  }
}

/** @throws OperatorError where the file is no database, which names it */
function openOrExplain(file: string, lock: { release(): void } | undefined): DatabaseSync {
  try {
    makePrivate(file)
    requireAccess(file)
    // What a process of another user has left when it was killed
    for (const beside of ['-wal', '-shm']) if (existsSync(file + beside)) requireAccess(file + beside)
    return openSqliteFile(file)
  } catch (error) {
    lock?.release()
    if (!isNoDatabase(error)) throw error
    throw new OperatorError(
      `${file} is not a SQLite database, or is damaged. Portico has left it as it is. Move it away: then portico restore puts a backup in its place, and portico start begins an empty database.`,
      { cause: error },
    )
  }
}

async function openPostgres({ database, onIdleError, onPrimary, beside }: OpenDatabaseOptions): Promise<Database> {
  // Loaded here, so that a start on SQLite does not wait for it.
  const { connectionsBeside, postgresDialectWithoutTimeLimit, postgresDialect } = await import('./postgres-dialect.ts')
  const { dialect, pool } = postgresDialect(database, onIdleError ?? (() => {}), beside ? connectionsBeside : undefined)
  const db: Db = new Kysely<Schema>({ dialect: guardedDialect(dialect, () => refuseInside(db)) })
  const changes = postgresChangeFeed(db)
  pool.onPrimary((primary) => {
    changes.distrust()
    onPrimary?.(primary?.name)
  })
  connectChangeFeed(db, changes)
  return {
    db,
    engine: 'postgres',
    changes,
    requestCounter: tableCounter(db),
    async withoutTimeLimit(work) {
      const unlimited: Db = new Kysely<Schema>({
        dialect: guardedDialect(postgresDialectWithoutTimeLimit(database), () => refuseInside(unlimited)),
      })
      return work(unlimited).finally(() => unlimited.destroy())
    },
    async close() {
      changes.stop()
      await db.destroy()
    },
  }
}
