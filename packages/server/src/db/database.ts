import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { prepareDataFolder } from '../config/data-folder.ts'
import { postgresUrls } from '../config/postgres-urls.ts'
import { type ChangeFeed, connectChangeFeed, postgresChangeFeed, sqliteChangeFeed } from './change-feed.ts'
import { guardedDialect } from './guarded-dialect.ts'
import { holdFolder } from './hold-folder.ts'
import { makePrivate } from './make-private.ts'
import { memoryCounter, type RequestCounter, tableCounter } from './request-counter.ts'
import type { Schema } from './schema/schema.ts'
import { openSqliteFile, sqliteDialect } from './sqlite.ts'
import { type Db, refuseInside } from './transaction.ts'

/** The two engines. Only the files of this folder ask which one runs. */
export type Engine = 'sqlite' | 'postgres'

export interface Database {
  db: Db
  engine: Engine
  /** What other processes changed, for the caches. */
  changes: ChangeFeed
  /** Counts the requests of a minute, together with the other nodes. */
  requestCounter: RequestCounter
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

async function openSqlite({ dataFolder, exclusive }: OpenDatabaseOptions): Promise<Database> {
  prepareDataFolder(dataFolder)
  const lock = exclusive ? holdFolder(dataFolder) : undefined
  makePrivate(sqliteFile(dataFolder))
  const sqlite = openSqliteFile(sqliteFile(dataFolder))
  const db: Db = new Kysely<Schema>({ dialect: guardedDialect(sqliteDialect(sqlite), () => refuseInside(db)) })
  const changes = sqliteChangeFeed(sqlite)
  connectChangeFeed(db, changes)
  return {
    db,
    engine: 'sqlite',
    changes,
    // One server holds the folder.
    requestCounter: memoryCounter(),
    withoutTimeLimit: (work) => work(db),
    async close() {
      await db.destroy()
      lock?.release()
    },
  }
}

async function openPostgres({ database, onIdleError, onPrimary }: OpenDatabaseOptions): Promise<Database> {
  // Loaded here, so that a start on SQLite does not wait for it.
  const { postgresDialectWithoutTimeLimit, postgresDialect } = await import('./postgres-dialect.ts')
  const { dialect, pool } = postgresDialect(database, onIdleError ?? (() => {}))
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
