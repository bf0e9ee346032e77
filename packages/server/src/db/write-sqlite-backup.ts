import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type BackupFacts, BackupProblem, checkBackupFile, isSqliteFile } from './backup-file.ts'
import { sqliteFile } from './database.ts'

/**
 * Writes the database into one file, while a server and others write to it. `vacuum into` reads one state of the
 * database, whatever is committed meanwhile, and holds up no writer; SQLite's online backup, which node:sqlite offers,
 * begins anew with each commit of another connection. Until it ends, the write-ahead log grows by what is written.
 *
 * The file gets its name when it is whole, on the disk and checked; it is this user's alone from the first byte.
 * @param options.replace whether a former backup of this name is replaced
 * @throws BackupProblem, DatabaseTooNew
 */
export function writeSqliteBackup(dataFolder: string, name: string, { replace = false } = {}): BackupFacts {
  const file = resolve(name)
  requireFreeName(dataFolder, file, replace)
  const temporary = `${file}.${randomBytes(4).toString('hex')}.partial`
  closeSync(openSync(temporary, 'wx', 0o600))
  try {
    copyInto(temporary, dataFolder)
    flush(temporary)
    const facts = checkBackupFile(temporary, 'The backup')
    if (replace) renameSync(temporary, file)
    else giveName(temporary, file)
    flush(dirname(file))
    return facts
  } finally {
    rmSync(temporary, { force: true })
  }
}

function copyInto(target: string, dataFolder: string): void {
  const source = new DatabaseSync(sqliteFile(dataFolder), { timeout: 5_000 })
  try {
    source.prepare('vacuum into ?').run(target)
  } catch (error) {
    throw new BackupProblem(`The backup could not be written: ${(error as Error).message}.`, { cause: error })
  } finally {
    source.close()
  }
}

/** Flushes a file, or the names in a folder, to the disk. */
export function flush(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** A former backup may be replaced where that is wanted; a key, another file or the database itself never is. */
function requireFreeName(dataFolder: string, file: string, replace: boolean): void {
  if (!existsSync(dirname(file)))
    throw new BackupProblem(`There is no folder ${dirname(file)} for the backup. Make it first.`)
  if (!existsSync(file)) return
  if (!replace) throw taken(file)
  const [found, database] = [statSync(file), statSync(sqliteFile(dataFolder))]
  const isDatabase = found.ino === database.ino && found.dev === database.dev
  if (isDatabase || !found.isFile() || !isSqliteFile(file)) {
    throw new BackupProblem(`${file} is no backup: --force replaces nothing else. Give another name.`)
  }
}

/** A link is refused where the name is taken meanwhile. Some file systems, those of many USB sticks, have no links. */
function giveName(temporary: string, file: string): void {
  try {
    linkSync(temporary, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw taken(file)
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
    renameSync(temporary, file)
  }
}

const taken = (file: string): BackupProblem =>
  new BackupProblem(`${file} exists already. Give another name, or --force to replace a former backup.`)
