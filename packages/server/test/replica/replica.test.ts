import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '@portico/testing/databases.ts'
import { startEmbeddedPostgres, type TestPostgres } from '@portico/testing/embedded-postgres.ts'
import { startNode } from '@portico/testing/nodes.ts'
import { administer } from '@portico/testing/postgres-template.ts'
import { callWith } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { replicated, startStandby, type TestStandby } from '@portico/testing/start-standby.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { systemClock } from '../../src/config/clock.ts'
import { openDatabase } from '../../src/db/database.ts'
import { openReadDatabase } from '../../src/db/open-read-database.ts'
import type { ReadDatabase } from '../../src/db/read-database.ts'
import { openReplica } from '../../src/db/replica-database.ts'
import { type Db, transaction } from '../../src/db/transaction.ts'
import { ReadNotReady } from '../../src/http/api/reads.ts'
import { connectUserIndexes, createUserIndexes } from '../../src/modules/directory/user-index/user-indexes.ts'
import { listUsers } from '../../src/modules/directory/users/list-users.ts'
import { type ReplicaState, readFromReplica } from '../../src/reads/read-from-replica.ts'

// Two PostgreSQL servers, and lists read from the one that follows the other.

const users = '/api/identity/v1/users'
let first: TestPostgres
let second: TestStandby
let place: TestDatabase
let server: TestServer
let administrator: Caller
let otherNode: Caller['call']

/** The same database on another server, or another database */
function on({ url }: TestPostgres, database = place.database): string {
  const target = new URL(url)
  target.pathname = new URL(database).pathname
  return target.href
}

before(async () => {
  first = await startEmbeddedPostgres({ settings: replicated })
  second = await startStandby(first)
  place = await createTestDatabase('postgres', { server: first.url })
  const environment = { PORTICO_PUBLIC_URL: 'http://id.example.com', PORTICO_RATE_LIMIT: 'off' }
  server = await startTestServer({
    engine: 'postgres',
    place,
    readsInThread: true,
    environment: { ...environment, PORTICO_DATABASE_REPLICA: on(second) },
  })
  administrator = await server.administrator()
  otherNode = callWith(await startNode(server, environment), administrator.token)
})
after(async () => {
  await server.close()
  await second.stop()
  await first.stop()
})

const isUsed = (): boolean => server.context.reads.isReplicaUsed() === true
const warnings = () => server.logLines.filter(({ msg }) => /because the replica cannot be used/.test(String(msg)))

let created = 0
async function create(call: Caller['call'] = administrator.call): Promise<void> {
  created++
  const { status } = await call('POST', users, { name: `Person ${created}`, email: `person${created}@example.com` })
  assert.equal(status, 201)
}

/** Asks for the list, which has everything. @returns after how many milliseconds */
async function list(): Promise<number> {
  const begun = performance.now()
  const { status, body } = await administrator.call('GET', `${users}?limit=1`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.page.totalResults, created)
  return performance.now() - begun
}

test('lists come from the replica, with what was written before through any node', async () => {
  for (let count = 0; count < 30; count++) {
    await create(count % 2 ? otherNode : undefined)
    await list()
  }
  await until(isUsed, 5_000)
  assert.deepEqual(warnings(), [])
})

test('of a replica that falls behind, nothing old is read, and it is used again by itself', async () => {
  await administer(second.url, 'select pg_wal_replay_pause()')
  const took: number[] = []
  for (let count = 0; count < 5; count++) {
    await create()
    took.push(await list())
  }
  // Had they waited, too, each would have taken 250 ms.
  assert.ok(Math.min(...took.slice(1)) < 250, `${took} ms`)
  assert.equal(isUsed(), false)
  assert.deepEqual(
    warnings().map(({ reason }) => reason),
    ['it is more than 250 ms behind the primary'],
  )
  await administer(second.url, 'select pg_wal_replay_resume()')
  await until(isUsed, 10_000)
  await list()
})

test('a replica that goes silent delays the reads that are under way, and no other ones', async () => {
  second.freeze()
  await create()
  assert.ok((await list()) < 3_000)
  // One that waits takes a second.
  assert.ok((await list()) < 1_000)
  assert.match(String(warnings().at(-1)?.reason), /does not answer within/)
  second.thaw()
  await until(isUsed, 20_000)
  await list()
})

/** What reads from these two */
async function openBoth(replicaUrl: string, work: (opened: Opened) => Promise<void>): Promise<void> {
  const states: ReplicaState[] = []
  const primary = await openReadDatabase({ ...place, timeLimit: 10_000 })
  const replica = await openReplica({ replica: replicaUrl, primary: primary.db, timeLimit: 10_000 })
  const { read, close } = readFromReplica(primary, replica, (state) => void states.push(state))
  await work({ read, replica, states }).finally(close)
}
type Opened = Pick<ReadDatabase, 'read'> & { replica: ReadDatabase; states: ReplicaState[] }

const isReplica = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ is: boolean }>`select pg_is_in_recovery() as is`.execute(db)
  return rows[0]?.is === true
}

test('a server that is no replica of the database is not read, and the reason is said once', async () => {
  for (const [url, reason] of [
    [on(first), /no standby/],
    [on(second, second.url), /another database/],
    ['postgres://postgres@localhost/none?host=/nowhere', /ENOENT/],
  ] as const)
    await openBoth(url, async ({ read, states }) => {
      assert.deepEqual([await read(isReplica), await read(isReplica)], [false, false])
      assert.equal(states.length, 1)
      assert.match((states[0] as { reason?: string }).reason ?? '', reason)
    })
})

test('what a replica stops, because it is in the way of what it has to carry out, is read from the primary', async () => {
  await administer(second.url, 'alter system set max_standby_streaming_delay = 0')
  await administer(second.url, 'select pg_reload_conf()')
  await administer(place.database, 'create table passing as select 1 as n union select 2')
  await openBoth(on(second), async ({ read, states }) => {
    const where: boolean[] = []
    const count = await read(async (db) => {
      where.push(await isReplica(db))
      const count = sql<{ n: number }>`select count(*) as n from passing`
      await count.execute(db)
      if (where.length === 1) {
        await administer(place.database, 'alter table passing add column m int')
        for (let tries = 0; tries < 200; tries++) {
          await count.execute(db)
          await setTimeout(20)
        }
      }
      return (await count.execute(db)).rows[0]?.n
    })
    assert.deepEqual(where, [true, false])
    assert.equal(count, 2)
    assert.deepEqual(states, [])
  })
  await administer(second.url, 'alter system reset max_standby_streaming_delay')
  await administer(second.url, 'select pg_reload_conf()')
})

test('what a read says itself is no fault of the replica, and what PostgreSQL says to it may be', async () => {
  await openBoth(on(second), async ({ read, states }) => {
    let tries = 0
    const broken = read(async () => {
      tries++
      throw new TypeError('broken')
    })
    await assert.rejects(broken, /broken/)
    assert.deepEqual([tries, states], [1, []])
    const refused = read(async (db) => {
      tries++
      await sql`select * from not_there`.execute(db)
    })
    await assert.rejects(refused, /not_there/)
    assert.equal(tries, 3)
    assert.match((states[0] as { reason?: string }).reason ?? '', /not_there/)
  })
})

test('a read that began before does not bring a replica back that another one has left', async () => {
  await openBoth(on(second), async ({ read, states }) => {
    const left = Promise.withResolvers<void>()
    const slow = read(() => left.promise)
    await assert.rejects(read((db) => sql`select * from not_there`.execute(db)))
    left.resolve()
    await slow
    assert.equal(await read(isReplica), false)
    assert.equal(states.length, 1)
  })
})

test('the index of users is exact on a replica, also beside transactions that take long', async () => {
  const writer = await openDatabase(place)
  const other = await openDatabase(place)
  const [mine, theirs] = (await writer.db.selectFrom('users').select('key').orderBy('key').limit(2).execute()) as [
    { key: string },
    { key: string },
  ]
  await openBoth(on(second), async ({ replica }) => {
    let answers = 0
    const indexes = createUserIndexes({ read: replica.read, leastUsers: 1, onError: assert.ifError })
    connectUserIndexes(replica.db, {
      ...indexes,
      async find(db, key) {
        const index = await indexes.find(db, key)
        if (index) answers++
        return index
      },
    })
    const names = async (): Promise<string[]> => {
      for (;;) {
        try {
          return await replica.read(async (db) => {
            const query = { nameOrEmailContains: 'renamed', limit: 100, offset: 0 }
            const { results } = await listUsers({ db, clock: systemClock }, server.system, query)
            return results.map(({ name }) => name ?? '').sort()
          })
        } catch (error) {
          if (!(error instanceof ReadNotReady)) throw error
          await error.ready
        }
      }
    }
    const rename = async (db: Db, key: string, name: string): Promise<void> => {
      await sql`update users set name = ${name}, name_folded = ${name} where key = ${key}`.execute(db)
    }
    await rename(writer.db, mine.key, 'renamed a')
    await rename(writer.db, theirs.key, 'renamed b')
    assert.deepEqual(await names(), ['renamed a', 'renamed b'])
    for (let round = 0; round < 5; round++) {
      // Begins first, and is stored last: its number is lower than those of the others.
      await transaction({ db: writer.db }, async ({ db }) => {
        const [before] = await names()
        await rename(db, mine.key, `renamed a${round}`)
        for (let count = 0; count < 3; count++) {
          await rename(other.db, theirs.key, `renamed b${round}${count}`)
          assert.deepEqual(await names(), [before, `renamed b${round}${count}`])
        }
      })
      assert.deepEqual(await names(), [`renamed a${round}`, `renamed b${round}2`])
    }
    assert.ok(answers >= 25, String(answers))
  })
  await other.close()
  await writer.close()
})

test('a replica that is promoted is not read any more', async () => {
  await until(isUsed, 10_000)
  await second.promote()
  await administer(on(second), 'delete from users')
  await create()
  await list()
  assert.match(String(warnings().at(-1)?.reason), /no standby/)
})
