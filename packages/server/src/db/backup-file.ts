import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { idOfFingerprint } from '../config/master-key.ts'
import { OperatorError } from '../config/operator-error.ts'
import { DatabaseTooNew } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** A backup cannot be made or used. The message says why, and what to do. */
export class BackupProblem extends OperatorError {}

/** What a backup says about itself */
export interface BackupFacts {
  bytes: number
  /** The last change of the tables that it has */
  migration: string
  /** The id of the master key that its secrets are encrypted under */
  masterKey: string
  /** While the master key was being rotated: the id of the next one, which is needed as well */
  nextMasterKey: string | null
}

/** @throws BackupProblem where the database is PostgreSQL, which has programs of its own for this: `instead` names them */
export function requireSqlite(database: string, instead: string): void {
  if (database !== 'sqlite') throw new BackupProblem(instead)
}

const header = 'SQLite format 3\0'
/** Checking an index reads all over the file: with pages kept in memory it takes a seventh of the time. */
const checkingCache = 'pragma cache_size = -262144'

/** Whether the file begins as SQLite's files do. */
export function isSqliteFile(file: string): boolean {
  const bytes = Buffer.alloc(header.length)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, bytes, 0, bytes.length, 0)
  } finally {
    closeSync(opened)
  }
  return bytes.toString('latin1') === header
}

/**
 * Reads the whole file: every page and index has to be sound, the tables have to be Portico's and none that this program
 * does not know.
 * @throws BackupProblem, DatabaseTooNew
 */
export function checkBackupFile(file: string, name = file): BackupFacts {
  if (!isSqliteFile(file)) throw new BackupProblem(`${name} is no SQLite database.`)
  const database = new DatabaseSync(file)
  try {
    database.exec(checkingCache)
    const found = database.prepare('pragma integrity_check(1)').get()?.integrity_check
    if (found !== 'ok') throw new BackupProblem(`${name} is damaged: ${String(found).replaceAll('\n', ' ')}.`)
    return { bytes: statSync(file).size, ...factsOf(database, name) }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error
    throw new BackupProblem(`${name} is damaged: ${(error as Error).message}.`)
  } finally {
    database.close()
  }
}

function factsOf(database: DatabaseSync, name: string): Omit<BackupFacts, 'bytes'> {
  const tables = new Set(
    database
      .prepare("select name from sqlite_schema where type = 'table'")
      .all()
      .map((row) => row.name),
  )
  if (!tables.has('kysely_migration') || !tables.has('deployment')) {
    throw new BackupProblem(`${name} is a SQLite database, but none of Portico.`)
  }
  const carriedOut = database.prepare('select name from kysely_migration order by name').all()
  const known = migrations('sqlite')
  const unknown = carriedOut.find((row) => !(String(row.name) in known))
  if (unknown) throw new DatabaseTooNew(String(unknown.name))
  const deployment = database.prepare('select * from deployment').get()
  if (!deployment) throw new BackupProblem(`${name} is empty: no server was started on it yet.`)
  const { master_key_fingerprint: fingerprint, next_master_key_fingerprint: next } = deployment
  return {
    migration: String(carriedOut.at(-1)?.name),
    masterKey: idOfFingerprint(String(fingerprint)),
    nextMasterKey: deployment.master_key_rotation === 'under-way' && next ? idOfFingerprint(String(next)) : null,
  }
}

/** @throws BackupProblem where it is no database, or has a log beside it, with changes that it lacks itself */
export function requireWholeFile(file: string): void {
  const found = statSync(file)
  if (found.isDirectory()) throw new BackupProblem(`${file} is a folder. Name the file that is the backup.`)
  if (!found.isFile()) throw new BackupProblem(`${file} is no file. Name the file that is the backup.`)
  if (!isSqliteFile(file)) throw new BackupProblem(`${file} is no SQLite database.`)
  const log = `${file}-wal`
  if (!existsSync(log) || statSync(log).size === 0) return
  throw new BackupProblem(
    `${file} is a copy of files in use: ${log} belongs to it. Put both into an empty folder, as portico.db and portico.db-wal, and make a backup of that: portico backup --data <folder> <file>.`,
  )
}
