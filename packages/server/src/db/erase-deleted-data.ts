import { createReadStream } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { mark } from '../config/cipher.ts'
import type { Config } from '../config/config.ts'
import { type Database, sqliteFile } from './database.ts'

type Place = Pick<Config, 'dataFolder'>

/** More than a list may take */
const checkpointTries = 200
const checkpointPauseMilliseconds = 100

/**
 * Removes what was deleted or overwritten from the database's files: it stays in freed space otherwise. On SQLite freed
 * space is overwritten anyway (`secure_delete`), so that only the write-ahead log has to be emptied; where an older
 * Portico has left something, the file is written anew. PostgreSQL writes these tables anew, which locks each for a
 * moment. Copies, archives and backups are not ours to change.
 */
export async function eraseDeletedData(
  database: Pick<Database, 'db' | 'engine'>,
  place: Place,
  tables: readonly string[],
  { rewrite = false } = {},
): Promise<void> {
  const { db, engine } = database
  if (engine === 'postgres') {
    for (const table of tables) await sql`vacuum full ${sql.table(table)}`.execute(db)
    return
  }
  await emptyLog(database)
  const isClean = !rewrite && (await keyIdsIn(sqliteFile(place.dataFolder))).size < 2
  if (isClean) return
  await sql`vacuum`.execute(db)
  await emptyLog(database)
}

/** Ids of other keys than this one in the files; null where the database is not in files of ours. */
export async function findOtherKeysInFiles(
  { engine }: Pick<Database, 'engine'>,
  place: Place,
  keyId: string,
): Promise<string[] | null> {
  if (engine === 'postgres') return null
  const file = sqliteFile(place.dataFolder)
  const ids = new Set([...(await keyIdsIn(file)), ...(await keyIdsIn(`${file}-wal`))])
  ids.delete(keyId)
  return [...ids]
}

/** A reader can hold it up. It holds up nobody: the connection does not wait for the reader. */
async function emptyLog({ db }: Pick<Database, 'db'>): Promise<void> {
  for (let count = 0; count < checkpointTries; count++) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
    if (rows[0]?.busy === 0) return
    await setTimeout(checkpointPauseMilliseconds)
  }
}

/** The ids of the master keys under which something in the file is encrypted, in freed space too */
async function keyIdsIn(file: string): Promise<Set<string>> {
  const ids = new Set<string>()
  const length = mark.length + 17
  let rest = ''
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      const text = rest + (chunk as Buffer).toString('latin1')
      for (const [, id] of text.matchAll(/ptc1\.([0-9a-f]{16})\./g)) if (id) ids.add(id)
      rest = text.slice(-length)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return ids
}
