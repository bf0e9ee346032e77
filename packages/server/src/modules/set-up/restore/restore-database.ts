import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Clock } from '../../../config/clock.ts'
import { prepareDataFolder } from '../../../config/data-folder.ts'
import { type BackupFacts, BackupProblem, checkBackupFile, requireWholeFile } from '../../../db/backup-file.ts'
import { databaseExists, openDatabase, sqliteFile } from '../../../db/database.ts'
import { holdFolder } from '../../../db/hold-folder.ts'
import { migrate } from '../../../db/migrate.ts'
import { replaceSqliteFile } from '../../../db/replace-sqlite-file.ts'
import { requireOwnSchema } from '../../../db/require-own-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { requireMasterKeyOfBackup } from '../../foundation/master-key/require-master-key-of-backup.ts'
import { endAfterRestore } from './end-after-restore.ts'

interface RestoreOptions {
  clock: Clock
  environment: NodeJS.ProcessEnv
  dataFolder: string
  /** The backup */
  file: string
  /** Whether a database that is there is replaced, and kept beside the new one */
  replace: boolean
}

export interface Restored extends BackupFacts {
  /** Where the former database is now; null where there was none */
  former: string | null
}

/**
 * Makes a backup the database of a data folder. What is checked is the copy that is then put in place: it is sound, its
 * tables are those of this program, the master key is its own. Nothing that was there is changed before that.
 * @throws BackupProblem, DatabaseTooNew, SettingError; FolderInUse while a server runs
 */
export async function restoreDatabase(options: RestoreOptions): Promise<Restored> {
  const { clock, dataFolder, file, environment } = options
  requireWholeFile(file)
  prepareDataFolder(dataFolder)
  const lock = holdFolder(dataFolder, 'Stop it, and restore again: a restore replaces the database that it works on.')
  let staging: string | undefined
  try {
    if (databaseExists({ database: 'sqlite', dataFolder }) && !options.replace) {
      throw new BackupProblem(
        `There is a database in ${dataFolder} already. --force puts the backup in its place, and keeps it beside the new one.`,
      )
    }
    staging = await mkdtemp(join(dataFolder, 'restore-'))
    const copy = sqliteFile(staging)
    await copyFile(file, copy)
    await chmod(copy, 0o600)
    const facts = checkBackupFile(copy, file)
    await requireMasterKeyOfBackup(facts, dataFolder, environment)
    await bringUpToDate(staging, clock, file)
    const time = toTimestamp(clock.now()).replaceAll(':', '')
    return { ...facts, former: replaceSqliteFile(dataFolder, copy, time) ?? null }
  } finally {
    if (staging) await rm(staging, { recursive: true, force: true })
    lock.release()
  }
}

/** Closing the only connection moves the log into the file. */
async function bringUpToDate(folder: string, clock: Clock, file: string): Promise<void> {
  const database = await openDatabase({ database: 'sqlite', dataFolder: folder })
  const fresh = await openDatabase({ database: 'sqlite', dataFolder: join(folder, 'fresh') })
  try {
    await migrate(database)
    await migrate(fresh)
    await requireOwnSchema(database.db, fresh.db, file)
    await endAfterRestore({ db: database.db, clock }, basename(file))
  } finally {
    await fresh.close()
    await database.close()
  }
}
