import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, sqliteFile } from '@portico/server/db/database.ts'
import { migrate } from '@portico/server/db/migrate.ts'

/** A SQLite file that the tests copy. */
export interface SqliteTemplate {
  file: string
  remove(): Promise<void>
}

/** A migrated database for the tests to copy: the migrations take most of the time in which a server starts in a test. */
export async function createSqliteTemplate(): Promise<SqliteTemplate> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portico-test-template-'))
  const database = await openDatabase({ database: 'sqlite', dataFolder })
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
  return { file: sqliteFile(dataFolder), remove: () => rm(dataFolder, { recursive: true, force: true }) }
}
