import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startEmbeddedPostgres, type TestPostgres } from '@portico/testing/embedded-postgres.ts'
import { startPostgresAddress } from '@portico/testing/postgres-address.ts'
import { replicated, startStandby, type TestStandby } from '@portico/testing/start-standby.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'
import { isDatabaseUnavailable } from './failures.ts'
import { postgresConnections } from './postgres-connection.ts'
import { watchPrimary } from './primary-watch.ts'

let first: TestPostgres
let second: TestStandby
/** Of other data */
let foreign: TestPostgres
let database: Database
let url: string
const found: (string | undefined)[] = []

const hostOf = (server: TestPostgres): string => new URL(server.url).searchParams.get('host') ?? ''
const open = (database: string) =>
  openDatabase({ database, dataFolder: '', onPrimary: (name) => void found.push(name) })

before(async () => {
  ;[first, foreign] = await Promise.all([startEmbeddedPostgres({ settings: replicated }), startEmbeddedPostgres()])
  second = await startStandby(first, { isSynchronous: true })
  // The standby comes first: the order says nothing.
  url = `postgres://postgres@localhost/postgres?host=${hostOf(second)},${hostOf(first)}&target_session_attrs=read-write`
  database = await open(url)
  await sql`create table written (n int)`.execute(database.db)
})
after(async () => {
  await database.close()
  for (const server of [second, first, foreign]) await server.stop()
})

const write = (n: number) => sql`insert into written values (${n})`.execute(database.db)
const written = async (): Promise<number[]> => {
  const { rows } = await sql<{ n: number }>`select n from written order by n`.execute(database.db)
  return rows.map(({ n }) => n)
}
const works = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error) => {
      assert.ok(isDatabaseUnavailable(error), String(error))
      return false
    },
  )

test('of several servers, the one that can be written to is used', async () => {
  await write(1)
  assert.deepEqual(found, [hostOf(first)])
})

test('a standby alone is refused, and so is what gives its name to several', async () => {
  for (const host of [hostOf(second), `${hostOf(second)},/nowhere`]) {
    const other = await openDatabase({
      database: `postgres://postgres@localhost/postgres?host=${host}`,
      dataFolder: '',
    })
    const error = await sql`select 1`.execute(other.db).catch((error) => error)
    assert.match(String(error), /is a standby, which can only be read\. Name the primary server/)
    assert.ok(isDatabaseUnavailable(error))
    await other.close()
  }
})

test('a primary that goes silent is given up within seconds, and refused at once from then on', async () => {
  first.freeze()
  const begun = performance.now()
  const stuck = works(sql`select pg_sleep(30)`.execute(database.db))
  assert.equal(await stuck, false)
  assert.ok(performance.now() - begun < 6_000, `${performance.now() - begun} ms`)
  const asked = performance.now()
  assert.equal(await works(write(2)), false)
  // Looking for the server once more would take three seconds.
  assert.ok(performance.now() - asked < 1_000)
  assert.equal(found.at(-1), undefined)
})

test('the promotion of the standby is all it takes, and nothing that was acknowledged is lost', async () => {
  await second.promote()
  const took = await until(() => works(write(3)), 5_000)
  assert.ok(took < 2_000, `${took} ms`)
  assert.deepEqual(await written(), [1, 3])
  assert.equal(found.at(-1), hostOf(second))
})

test('a former primary that comes back is not used, not even where it is the only one', async () => {
  first.thaw()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await write(4)
  assert.deepEqual(await written(), [1, 3, 4])
  second.freeze()
  await until(async () => !(await works(write(5))), 8_000)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const error = await write(6).then(
    () => assert.fail('it was written to the former primary'),
    (error) => error,
  )
  assert.match(String(error), /former primary/)
  second.thaw()
  await until(() => works(write(7)), 5_000)
  const all = await written()
  assert.ok(!all.includes(2) && all.includes(7), String(all))
})

test('a node that starts between the two takes the one that was promoted last', async () => {
  const other = await openDatabase({ database: url, dataFolder: '' })
  const { rows } = await sql<{ n: number }>`select n from written where n = 4`.execute(other.db)
  assert.equal(rows.length, 1)
  await other.close()
})

test('a server that is no copy of the others is not used: not at the start, and not once they are away', async () => {
  const both = `postgres://postgres@localhost/postgres?host=${hostOf(foreign)},${hostOf(second)}`
  const mixed = await openDatabase({ database: both, dataFolder: '' })
  const error = await sql`select 1`.execute(mixed.db).catch((error) => error)
  assert.match(
    String(error),
    /no primary server can be reached \(.*: the server has other data.*: the server has other data/,
  )
  assert.ok(isDatabaseUnavailable(error))
  await mixed.close()
  const role = { isStandby: false, isReadOnly: false, timeline: 3, system: 'one' }
  const several = watchPrimary(postgresConnections('postgres://a,b/x'))
  several.requirePrimary(role)
  assert.throws(() => several.requirePrimary({ ...role, system: 'another', timeline: 9 }), /has other data/)
  several.requirePrimary({ ...role, timeline: 4 })
  // A single address may lead to what was restored elsewhere.
  const only = watchPrimary(postgresConnections('postgres://a/x'))
  only.requirePrimary(role)
  only.requirePrimary({ ...role, system: 'another', timeline: 1 })
})

for (const code of ['57P03', '53300'])
  test(`a refusal by a server that is there (${code}: it was starting, or is full) ends no connection`, async () => {
    const address = await startPostgresAddress(second.url)
    const other = await open(address.url)
    try {
      const connection = () => other.db.connection()
      const pid = sql<{ pid: number }>`select pg_backend_pid() as pid`
      await connection().execute(async (busy) => {
        const before = await pid.execute(busy)
        // One is left for the feed of changes, so that the next new connection is the one on which the server is asked.
        await connection().execute((idle) => pid.execute(idle))
        found.length = 0
        const refused = address.refuseNext(code)
        address.breakOldest()
        await refused
        assert.deepEqual((await pid.execute(busy)).rows, before.rows)
      })
      assert.deepEqual(found, [])
    } finally {
      await other.close()
      address.close()
    }
  })

test('an address that leads to another server from now on is followed, though the former one still answers', async () => {
  const moves = [
    { from: first, to: second, isNoticed: true },
    { from: first, to: second, isNoticed: false },
    { from: second, to: foreign, isNoticed: false },
  ]
  for (const { from, to, isNoticed } of moves) {
    const address = await startPostgresAddress(from.url)
    const other = await open(address.url)
    const folders = async (count: number): Promise<Set<string>> => {
      const one = sql<{ folder: string }>`select current_setting('data_directory') as folder`
      const answers = await Promise.all(Array.from({ length: count }, () => one.execute(other.db)))
      return new Set(answers.map(({ rows }) => rows[0]?.folder ?? ''))
    }
    const folderOf = (server: TestPostgres) => `${hostOf(server)}/data`
    try {
      assert.deepEqual(await folders(2), new Set([folderOf(from)]))
      address.leadTo(to.url)
      // That is the one on which the server is asked. Else a new one tells.
      if (isNoticed) address.breakOldest()
      await until(() => works(folders(5)), 5_000)
      await until(() => works(folders(5)), 5_000)
      assert.deepEqual(await folders(5), new Set([folderOf(to)]))
    } finally {
      await other.close()
      address.close()
    }
  }
})
