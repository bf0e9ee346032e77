import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { portico } from '@portico/testing/command.ts'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { administer } from '@portico/testing/postgres-template.ts'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { openDatabase } from './database.ts'
import { requireUsablePostgres } from './require-usable-postgres.ts'
import type { Db } from './transaction.ts'

const server = process.env.PORTICO_TEST_POSTGRES ?? ''
const newName = (): string => `unusable_${randomBytes(6).toString('hex')}`

/** A database that is made like this, as a user of its own who may do nothing special */
async function createPlace(how = '', ...statements: ((user: string, name: string) => string)[]): Promise<string> {
  const [name, user] = [newName(), newName()]
  await administer(server, `create database ${name} ${how}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await administer(url.href, `create role ${user} login`)
  afterFile(async () => {
    await administer(server, `drop database ${name} with (force)`)
    await administer(server, `drop role ${user}`)
  })
  const owner = url.href
  for (const statement of statements) await administer(owner, statement(user, name))
  url.username = user
  return url.href
}

const tablesIn = async (url: string): Promise<number> => {
  const owner = new URL(url)
  owner.username = new URL(server).username
  const { db, close } = await openDatabase({ database: owner.href, dataFolder: '' })
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  await close()
  return tables.length
}

describe('a PostgreSQL that Portico cannot work on stops the start in one line, before anything is written', () => {
  const cases: [what: string, make: () => Promise<string>, said: RegExp][] = [
    [
      'SQL_ASCII',
      () => createPlace("encoding 'SQL_ASCII' template template0 locale 'C' locale_provider libc"),
      /the database \w+ stores text as SQL_ASCII, and Portico needs UTF8\. Make another one: create database portico encoding 'UTF8' template template0\.$/,
    ],
    [
      'LATIN1',
      () => createPlace("encoding 'LATIN1' template template0 locale 'C' locale_provider libc"),
      /stores text as LATIN1, and Portico needs UTF8/,
    ],
    [
      'set to be only read',
      () => createPlace('', (user) => `alter role ${user} set default_transaction_read_only = on`),
      /is set to be only read \(default_transaction_read_only\) for the user \w+\. Set that to off\.$/,
    ],
    [
      'set to be only read, for everybody',
      () => createPlace('', (_user, name) => `alter database ${name} set default_transaction_read_only = on`),
      /is set to be only read/,
    ],
    [
      'a user who may make no tables',
      () => createPlace(),
      /the user (\w+) may not make or change the tables in the database \w+ \(permission denied for schema public\)\. Grant it \(grant create on schema "public" to "\1"\), or run portico migrate/,
    ],
    [
      'no schema of the search path',
      () => createPlace('', (user) => `alter role ${user} set search_path = nowhere`),
      /has no schema of the search path that the user (\w+) may use\. Make one \(create schema "\1" authorization "\1"\)/,
    ],
  ]
  for (const [what, make, said] of cases) {
    test(what, async () => {
      const url = await make()
      const data = await temporaryFolder()
      const { code, stdout, stderr } = await portico(['start', '--port', '0', '--database', url, '--data', data])
      const lines = stderr.trim().split('\n')
      assert.deepEqual([code, stdout, lines.length], [1, '', 1], stderr)
      assert.match(lines[0] ?? '', said)
      assert.equal(await tablesIn(url), 0)
      const command = await portico(['migrate', '--database', url, '--data', data])
      assert.deepEqual([command.code, command.stderr], [1, stderr])
    })
  }

  test('a user who may not read the tables that another one made', async () => {
    const place = await createTestDatabase('postgres', { migrated: true })
    const user = newName()
    await administer(place.database, `create role ${user} login`)
    await administer(
      place.database,
      `grant select, insert, update, delete on kysely_migration, kysely_migration_lock to ${user}`,
    )
    afterFile(async () => {
      await place.remove()
      await administer(server, `drop role ${user}`)
    })
    const url = new URL(place.database)
    url.username = user
    const { code, stderr } = await portico(['keys', 'list', '--database', url.href, '--data', place.dataFolder])
    assert.equal(code, 1)
    assert.match(
      stderr,
      /^portico: the database cannot be used: permission denied for table deployment\. Grant the user .*\n$/,
    )
  })

  test('a database that there is not', async () => {
    const url = new URL(server)
    url.pathname = '/nowhere'
    const { code, stderr } = await portico(['migrate', '--database', url.href, '--data', await temporaryFolder()])
    assert.equal(code, 1)
    assert.match(
      stderr,
      /^portico: the database cannot be used: database "nowhere" does not exist\. Make it: create .*\n$/,
    )
  })

  test('an old version, or a standby', async () => {
    const right = {
      encoding: 'UTF8',
      database: 'd',
      user: 'u',
      schema: 'public',
      is_standby: false,
      is_read_only: false,
    }
    const refusal = (found: object) => requireUsablePostgres(answering({ ...right, version: 180_001, ...found }))
    await refusal({})
    await refusal({ version: 150_000 })
    await assert.rejects(
      refusal({ version: 140_019 }),
      /the server is version 14, and Portico needs 15 or newer\. Upgrade it\./,
    )
    await assert.rejects(refusal({ version: 90_624 }), /the server is version 9,/)
    await assert.rejects(
      refusal({ is_standby: true, is_read_only: true }),
      /is a standby, which can only be read\. Name the primary/,
    )
  })
})

/** There is one PostgreSQL for the tests: what others would answer is given. */
function answering(row: object): Db {
  const driver = Object.assign(new DummyDriver(), {
    acquireConnection: async () => ({
      executeQuery: async () => ({ rows: [row] }),
      streamQuery: async function* () {},
    }),
  })
  return new Kysely({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }) as Db
}
