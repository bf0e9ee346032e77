import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { before, describe, test } from 'node:test'
import { createTestDatabase, engines, onBothEngines, openTestDatabase } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'
import { DatabaseTooNew, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const tablesOf = async ({ db }: Database) =>
  (await db.introspection.getTables())
    .map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => `${column.name}${column.isNullable ? '?' : ''}`).sort(),
    }))
    .sort((one, another) => (one.name < another.name ? -1 : 1))

/** In a process of its own, as another node does. */
async function migrateElsewhere(place: { database: string; dataFolder: string }): Promise<string[]> {
  const module = (file: string): string => JSON.stringify(new URL(file, import.meta.url))
  const script = `const { openDatabase } = await import(${module('./database.ts')})
    const { migrate } = await import(${module('./migrate.ts')})
    const database = await openDatabase(${JSON.stringify(place)})
    process.stdout.write(JSON.stringify(await migrate(database)))
    await database.close()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(await text(child.stdout))
}

onBothEngines('migrations', (engine) => {
  const all = Object.keys(migrations(engine)).sort()

  test('make the tables in an empty database, and a second time nothing', async () => {
    const place = await createTestDatabase(engine)
    const database = await openDatabase(place)
    assert.deepEqual(await migrate(database), all)
    const tables = await tablesOf(database)
    assert.deepEqual(await migrate(database), [])
    assert.deepEqual(await tablesOf(database), tables)
    await database.close()
    await place.remove()
  })

  test('are carried out once when several nodes start at the same moment', async () => {
    const place = await createTestDatabase(engine)
    const carriedOut = await Promise.all(Array.from({ length: 3 }, () => migrateElsewhere(place)))
    assert.deepEqual(carriedOut.flat().sort(), all)
    const database = await openDatabase(place)
    assert.deepEqual(await migrate(database), [])
    await database.close()
    await place.remove()
  })

  test('leave nothing behind when they fail half-way', async () => {
    const place = await createTestDatabase(engine)
    const database = await openDatabase(place)
    await sql`create table audit_entries (in_the_way integer)`.execute(database.db)
    await assert.rejects(migrate(database), /audit_entries.* already exists/)
    await sql`drop table audit_entries`.execute(database.db)
    assert.deepEqual(await tablesOf(database), [])
    assert.deepEqual(await migrate(database), all)
    await database.close()
    await place.remove()
  })
})

test('on PostgreSQL, migrations take longer than any other statement may', async () => {
  const place = await createTestDatabase('postgres')
  const url = new URL(place.database)
  // Milliseconds: none of hundreds of statements would do.
  url.searchParams.set('query_timeout', '1')
  const database = await openDatabase({ ...place, database: url.href })
  await assert.rejects(sql`select pg_sleep(0.1)`.execute(database.db), /timeout/)
  assert.deepEqual(await migrate(database), Object.keys(migrations('postgres')).sort())
  await database.withoutTimeLimit((db) => sql`select pg_sleep(0.1)`.execute(db))
  await database.close()
  await place.remove()
})

onBothEngines('a database that a newer version has written', (_engine, open) => {
  let database: Database
  before(async () => {
    database = await open()
  })

  test('is refused by name, and left as it is', async () => {
    const { db } = database
    const tables = await tablesOf(database)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099-01-01T00:00:00.000Z')`.execute(
      db,
    )
    await assert.rejects(migrate(database), (error: Error) => {
      assert.ok(error instanceof DatabaseTooNew, String(error))
      assert.match(error.message, /newer version of Portico .*9999-from-the-future/)
      return true
    })
    assert.deepEqual(await tablesOf(database), tables)
  })
})

describe('the two engines', () => {
  test('have the same tables with the same columns, nullable alike', async () => {
    const [sqlite, postgres] = await Promise.all(engines.map(openTestDatabase))
    assert.ok(sqlite && postgres)
    const tables = await tablesOf(sqlite)
    assert.ok(tables.length > 20)
    assert.deepEqual(await tablesOf(postgres), tables)
  })

  test('have the same indexes over the same columns, unique alike', async () => {
    const [sqlite, postgres] = await Promise.all(engines.map(openTestDatabase))
    assert.ok(sqlite && postgres)
    const { rows: ofSqlite } = await sql<{ line: string }>`
      select m.name || ' ' || l."unique" || ' ' || (
        select group_concat(i.name) from (select name from pragma_index_info(l.name) order by seqno) i) as line
      from sqlite_master m join pragma_index_list(m.name) l
      where m.type = 'table' and m.name not like 'kysely%'`.execute(sqlite.db)
    const { rows: ofPostgres } = await sql<{ line: string }>`
      select t.relname || ' ' || case when x.indisunique then 1 else 0 end || ' ' || (
        select string_agg(a.attname, ',' order by k.ordinality)
        from unnest(x.indkey) with ordinality k (attnum, ordinality)
        join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum) as line
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = 'public' and t.relname not like 'kysely%'`.execute(postgres.db)
    const lines = (rows: { line: string }[]): string[] => rows.map(({ line }) => line).sort()
    assert.ok(ofSqlite.length > 40)
    // On SQLite their position is the rowid, by which the tables themselves are ordered.
    const logs = [
      'list_changes 1 position,organization_key,list,row_key',
      'user_changes 1 position,organization_key,user_key',
    ]
    assert.deepEqual(lines(ofPostgres), [...lines(ofSqlite), ...logs].sort())
  })
})
