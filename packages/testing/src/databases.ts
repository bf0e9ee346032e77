import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'node:test'
import { type Database, type Engine, openDatabase, sqliteFile } from '@portico/server/db/database.ts'
import { migrate } from '@portico/server/db/migrate.ts'
import { openReadDatabase } from '@portico/server/db/open-read-database.ts'
import type { ReadDatabase } from '@portico/server/db/read-database.ts'
import { sql } from 'kysely'
import { afterFile } from './after-file.ts'
import { administer, createDatabase } from './postgres-template.ts'

/** Both databases, in the order in which tests run on them. */
export const engines: readonly Engine[] = ['sqlite', 'postgres']

/**
 * For tests of what no engine can change: pages, documents, headers, permissions, clients. Everything else runs on both,
 * see `onBothEngines`.
 */
export const anyEngine: Engine = 'sqlite'

/** A database of one test file. */
export interface TestDatabase {
  /** 'sqlite' or a PostgreSQL URL: what `--database` takes */
  database: string
  dataFolder: string
  /** Removes the folder or the database */
  remove(): Promise<void>
}

/**
 * A database of its own: a new folder, or a new database on the PostgreSQL that the test command started.
 * @param options.server the PostgreSQL to use instead
 * @param options.migrated whether it may have its tables already, copied from those that the test command made
 */
export async function createTestDatabase(
  engine: Engine,
  { migrated = false, server = process.env.PORTICO_TEST_POSTGRES }: { migrated?: boolean; server?: string } = {},
): Promise<TestDatabase> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  const removeFolder = (): Promise<void> => rm(dataFolder, { recursive: true, force: true })
  if (engine === 'sqlite') {
    const template = migrated ? process.env.PORTICO_TEST_SQLITE_TEMPLATE : undefined
    if (template) await copyFile(template, sqliteFile(dataFolder))
    return { database: 'sqlite', dataFolder, remove: removeFolder }
  }
  if (!server) throw new Error('PORTICO_TEST_POSTGRES is not set: run the tests with `npm test`')
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = migrated ? process.env.PORTICO_TEST_TEMPLATE : undefined
  return {
    database: await createDatabase(server, name, template),
    dataFolder,
    async remove() {
      await administer(server, `drop database if exists ${name} with (force)`)
      await removeFolder()
    },
  }
}

/** Has SQLite not wait for the disk at each commit: only a crash of the machine needs it, and tests would mostly wait. */
export async function flushNothing({ db, engine }: Pick<Database, 'db' | 'engine'>): Promise<void> {
  if (engine === 'sqlite') await sql`pragma synchronous = off`.execute(db)
}

interface OpenedTestDatabase {
  place: TestDatabase
  database: Database
}

/** Opens a migrated database of its own and closes and removes it after the tests of the file. */
async function openInPlace(engine: Engine): Promise<OpenedTestDatabase> {
  const place = await createTestDatabase(engine, { migrated: true })
  const database = await openDatabase(place)
  await flushNothing(database)
  await migrate(database)
  afterFile(async () => {
    await database.close()
    await place.remove()
  })
  return { place, database }
}

/** The database alone */
export const openTestDatabase = async (engine: Engine): Promise<Database> => (await openInPlace(engine)).database

/** The same with its place, and with what only reads from it */
export async function openTestReader(
  engine: Engine,
  options: { isStopped?: () => boolean } = {},
): Promise<OpenedTestDatabase & { reader: ReadDatabase }> {
  const { place, database } = await openInPlace(engine)
  const reader = await openReadDatabase({ ...place, timeLimit: 60_000, ...options })
  afterFile(reader.close)
  return { place, database, reader }
}

/** Runs the same tests on both engines. `open` belongs inside a `before` hook or a test. */
export function onBothEngines(name: string, tests: (engine: Engine, open: () => Promise<Database>) => void): void {
  for (const engine of engines) {
    describe(`${name} (${engine})`, () => tests(engine, () => openTestDatabase(engine)))
  }
}
