import { type Migration, Migrator } from 'kysely/migration'
import { OperatorError } from '../config/operator-error.ts'
import type { Database, Engine } from './database.ts'
import { migrations } from './migrations/index.ts'
import { isRefusedByPostgres, requireUsablePostgres, tablesRefused } from './require-usable-postgres.ts'
import { writeSqliteStatistics } from './sqlite-statistics.ts'
import type { Db } from './transaction.ts'

/** A newer Portico has changed the tables in a way that this one does not know. */
export class DatabaseTooNew extends OperatorError {
  constructor(migration: string) {
    super(
      `The database was written by a newer version of Portico (migration ${migration}). Start that version, or go back to a backup from before it.`,
    )
  }
}

/**
 * Brings the tables up to date, each step in a transaction. Several nodes may start at once: on PostgreSQL the migrator
 * takes an advisory lock, on SQLite a transaction that writes excludes every other.
 * @returns the names of the migrations that were carried out
 * @throws DatabaseTooNew; SettingError for a PostgreSQL that cannot be used
 */
export function migrate({ engine, withoutTimeLimit }: Database): Promise<string[]> {
  return withoutTimeLimit((db) => migrateWith(db, engine))
}

async function migrateWith(db: Db, engine: Engine): Promise<string[]> {
  const provider = { getMigrations: async () => migrations(engine) }
  const migrator = new Migrator({ db, provider })
  if (engine === 'postgres') await requireUsablePostgres(db)
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    await refuseNewer(db, migrations(engine))
    throw isRefusedByPostgres(error) ? await tablesRefused(db, error) : error
  }
  if (engine === 'sqlite') await writeSqliteStatistics(db)
  return (results ?? []).map((result) => result.migrationName)
}

/** Where the migrator has failed because of a migration that this program doesn't have, says so. */
async function refuseNewer(db: Db, known: Record<string, Migration>): Promise<void> {
  const executed = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
    .catch(() => [])
  const unknown = executed.find(({ name }) => !(name in known))
  if (unknown) throw new DatabaseTooNew(unknown.name)
}
