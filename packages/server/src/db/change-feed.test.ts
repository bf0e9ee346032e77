import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { changesKnown } from '@portico/testing/changes-known.ts'
import { createTestDatabase, onBothEngines, type TestDatabase } from '@portico/testing/databases.ts'
import { startEmbeddedPostgres } from '@portico/testing/embedded-postgres.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { announceChange } from './change-feed.ts'
import { type Database, openDatabase } from './database.ts'
import { newKey } from './keys.ts'
import { migrate } from './migrate.ts'
import { OrganizationCache } from './organization-cache.ts'
import { transaction } from './transaction.ts'

async function addOrganization({ db }: Database): Promise<string> {
  const key = newKey()
  await db.insertInto('organizations').values({ key, name: 'x', domain: null, created_at: '' }).execute()
  return key
}

const announce = ({ db }: Database, key: string): Promise<void> =>
  transaction({ db }, ({ db }) => announceChange(db, key))

onBothEngines('what another process changes', (engine) => {
  let place: TestDatabase
  // SQLite tells once in a turn of the event loop.
  const settle = () => (engine === 'postgres' ? changesKnown(own) : sleep(10))
  let own: Database
  let other: Database
  before(async () => {
    place = await createTestDatabase(engine)
    own = await openDatabase(place)
    other = await openDatabase(place)
    await migrate(own)
  })
  after(async () => {
    await own.close()
    await other.close()
    await place.remove()
  })

  test('is told within a second, and empties what is kept in memory', async () => {
    const key = await addOrganization(own)
    await settle()
    const cache = new OrganizationCache<string>(own.changes)
    await cache.load(key, 'client', async () => 'before')
    assert.equal(cache.get(key, 'client'), 'before')
    await announce(other, key)
    await until(() => cache.get(key, 'client') === undefined, 1_000)
  })

  test('empties what is kept of that organization alone', async () => {
    const [key, another] = [await addOrganization(own), await addOrganization(own)]
    const cache = new OrganizationCache<string>(own.changes)
    // What was changed before is known by then.
    await announce(other, another)
    await settle()
    cache.get(key, 'client')
    await cache.load(key, 'client', async () => 'kept')
    await cache.load(another, 'client', async () => 'before')
    await other.db.updateTable('organizations').set({ name: 'y' }).where('key', '=', key).execute()
    await announce(other, another)
    await until(() => cache.get(another, 'client') === undefined, 1_000)
    assert.equal(cache.get(key, 'client'), 'kept')
  })

  test('is not told before it is stored, nor when it is taken back', async () => {
    const key = await addOrganization(own)
    await announce(other, key)
    await settle()
    const cache = new OrganizationCache<string>(own.changes)
    cache.get(key, 'client')
    await cache.load(key, 'client', async () => 'kept')
    const work = transaction({ db: other.db }, async ({ db }) => {
      await announceChange(db, key)
      await settle()
      assert.equal(cache.get(key, 'client'), 'kept')
      throw new Error('taken back')
    })
    await assert.rejects(work, /taken back/)
    await settle()
    assert.equal(cache.get(key, 'client'), 'kept')
  })

  test('while a value is being read keeps that value out', async () => {
    const key = await addOrganization(own)
    await settle()
    const cache = new OrganizationCache<string>(own.changes)
    cache.get(key, 'client')
    await cache.load(key, 'client', async () => {
      await announce(other, key)
      await settle()
      // Another request asks, which is how the change is noticed.
      cache.get(key, 'another')
      return 'old'
    })
    assert.equal(cache.get(key, 'client'), undefined)
  })

  test('several announcements at the same moment are all counted', async () => {
    const key = await addOrganization(own)
    // Two connections to SQLite in one process would wait for each other in vain.
    const nodes = engine === 'postgres' ? [own, other] : [own]
    await Promise.all(nodes.flatMap((node) => Array.from({ length: 20 / nodes.length }, () => announce(node, key))))
    const row = await own.db
      .selectFrom('organization_changes')
      .select('version')
      .where('organization_key', '=', key)
      .executeTakeFirstOrThrow()
    assert.equal(row.version, 20)
  })
})

test('what is in memory stays trusted while requests wait for the connections to PostgreSQL', async () => {
  const place = await createTestDatabase('postgres', { migrated: true })
  const database = await openDatabase(place)
  try {
    await changesKnown(database)
    const key = await addOrganization(database)
    let isOver = false
    const busy = Array.from({ length: 100 }, async () => {
      while (!isOver) await sql`select pg_sleep(0.2)`.execute(database.db)
    })
    let lapses = 0
    const cache = new OrganizationCache<string>(database.changes)
    const began = performance.now()
    while (performance.now() - began < 2_500) {
      if (!database.changes.isCurrent()) lapses++
      await sleep(20)
    }
    assert.equal(lapses, 0)
    // And it is told what another process changes.
    await cache.load(key, 'client', async () => 'before')
    const other = await openDatabase(place)
    await announce(other, key)
    await until(() => cache.get(key, 'client') === undefined, 1_000)
    await other.close()
    isOver = true
    await Promise.all(busy)
  } finally {
    await database.close()
    await place.remove()
  }
})

test('nothing in memory is trusted while PostgreSQL is away, nor what was kept before it came back', async () => {
  const postgres = await startEmbeddedPostgres()
  const dataFolder = await temporaryFolder()
  const database = await openDatabase({ database: postgres.url, dataFolder })
  try {
    await migrate(database)
    const key = await addOrganization(database)
    const cache = new OrganizationCache<string>(database.changes)
    await changesKnown(database)
    await cache.load(key, 'client', async () => 'before')
    assert.equal(cache.get(key, 'client'), 'before')
    await postgres.kill()
    const trusted = await until(() => cache.get(key, 'client') === undefined, 1_300)
    assert.equal(database.changes.isCurrent(), false)
    // What was read in between is not trusted either.
    await cache.load(key, 'client', async () => 'meanwhile')
    assert.equal(cache.get(key, 'client'), undefined, `trusted for ${trusted} ms`)
    await postgres.restart()
    await until(() => database.changes.isCurrent(), 10_000)
    assert.equal(cache.get(key, 'client'), undefined)
    await cache.load(key, 'client', async () => 'after')
    assert.equal(cache.get(key, 'client'), 'after')
  } finally {
    await database.close()
    await postgres.stop()
  }
})
