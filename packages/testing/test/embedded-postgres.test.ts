import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { startEmbeddedPostgres, type TestPostgres } from '@portico/testing/embedded-postgres.ts'
import pg from 'pg'

let postgres: TestPostgres

before(async () => {
  postgres = await startEmbeddedPostgres()
})

after(() => postgres.stop())

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url })
  // A broken connection is also announced as an event, which would end the process if nobody listened.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('answers at its URL, which every URL parser understands', async () => {
  assert.deepEqual(await query('SELECT 1 AS one'), [{ one: 1 }])
  assert.equal(new URL(postgres.url).pathname, '/postgres')
})

test('sorts by a language, so that queries that need byte order must say so', async () => {
  const sorted = (collation: string) =>
    `SELECT string_agg(x, '' ORDER BY x ${collation}) AS s FROM (VALUES ('B'), ('a')) t(x)`
  assert.deepEqual(await query(sorted('')), [{ s: 'aB' }])
  assert.deepEqual(await query(sorted('COLLATE "C"')), [{ s: 'Ba' }])
})

test('keeps its data when it is restarted and when it crashes', async () => {
  await query('CREATE TABLE kept AS SELECT 1 AS n')
  await postgres.restart()
  await query('INSERT INTO kept VALUES (2)')
  await postgres.kill()
  await assert.rejects(query('SELECT 1'), { code: 'ENOENT' })
  await postgres.restart()
  assert.deepEqual(await query('SELECT n FROM kept ORDER BY n'), [{ n: 1 }, { n: 2 }])
})

test('breaks open connections when it crashes', async () => {
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => {})
  await client.connect()
  const sleeping = client.query('SELECT pg_sleep(60)')
  await Promise.all([assert.rejects(sleeping), postgres.kill()])
  await postgres.restart()
})

test('leaves nothing behind', async () => {
  const own = await startEmbeddedPostgres({ durable: true })
  const folder = new URL(own.url).searchParams.get('host')
  assert.ok(folder && existsSync(folder))
  await own.stop()
  assert.ok(!existsSync(folder))
})
