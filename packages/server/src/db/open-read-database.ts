import { sqliteFile } from './database.ts'
import { limitTime } from './limit-time.ts'
import { openPostgresReader } from './open-postgres-reader.ts'
import { createReadHandle, type ReadDatabase } from './read-database.ts'
import { openSqliteReader, sqliteDialect } from './sqlite.ts'
import { transaction } from './transaction.ts'

interface ReadDatabaseOptions {
  /** 'sqlite' or a PostgreSQL URL */
  database: string
  dataFolder: string
  /** Milliseconds for each statement; on SQLite for all that one read carries out */
  timeLimit: number
  /** SQLite: whether the read that is under way should end now */
  isStopped?: () => boolean
}

/** Opens the database for reading, on connections of its own. */
export async function openReadDatabase(options: ReadDatabaseOptions): Promise<ReadDatabase> {
  if (options.database === 'sqlite') return openSqlite(options)
  return openPostgresReader(options)
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
  const { db, stopped } = createReadHandle({
    dialect: sqliteDialect(sqlite, { begin: 'begin', createQueryCompiler: () => compiler }),
    isTimeout: (error) => error instanceof TimeIsOver,
  })
  return {
    db,
    isReplica: false,
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
