import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BackupProblem, isSqliteFile } from './backup-file.ts'
import { sqliteFile } from './database.ts'
import { flush } from './write-sqlite-backup.ts'

/** SQLite's primary result code where another connection is in the way */
const busy = 5

/**
 * Puts a file in the place of the database. What was there stays beside it. At each moment `portico.db` is the one or
 * the other, and never meets the log of the other one, which SQLite would carry out on it.
 * @param restored a complete file, without a log, on the same file system
 * @param time becomes part of the former file's new name
 * @returns the file that the former database is in now
 * @throws BackupProblem where another program has the database open
 */
export function replaceSqliteFile(dataFolder: string, restored: string, time: string): string | undefined {
  const file = sqliteFile(dataFolder)
  const log = `${file}-wal`
  const kept = existsSync(file) ? `${file}.before-${time}` : undefined
  if (kept) {
    // Opening what is no database any more would remove its log.
    if (isSqliteFile(file)) endLog(file)
    linkSync(file, kept)
    if (existsSync(log)) renameSync(log, `${kept}-wal`)
  }
  for (const stale of [log, `${file}-shm`, `${file}-journal`]) rmSync(stale, { force: true })
  flush(restored)
  renameSync(restored, file)
  flush(dirname(file))
  return kept
}

/**
 * Moves what is in the log into the file. That is possible only where nobody else has it open: who closes the former
 * file later would remove the new one's log. A damaged database is kept as it is, with its log.
 */
function endLog(file: string): void {
  let mode: unknown
  try {
    const database = new DatabaseSync(file, { timeout: 1_000 })
    try {
      mode = database.prepare('pragma journal_mode = delete').get()?.journal_mode
    } finally {
      database.close()
    }
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === busy) throw inUse(file)
    return
  }
  if (mode !== 'delete') throw inUse(file)
}

const inUse = (file: string): BackupProblem =>
  new BackupProblem(`Another program has ${file} open, perhaps a portico command. Wait for its end, and try again.`)
