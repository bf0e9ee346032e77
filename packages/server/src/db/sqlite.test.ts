import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { CompiledQuery, Kysely, sql } from 'kysely'
import type { Schema } from './schema/schema.ts'
import { openSqliteFile, openSqliteReader, sqliteDialect } from './sqlite.ts'
import { SqliteConnections, SqliteLease } from './sqlite-connections.ts'
import { type Db, transaction } from './transaction.ts'
import { newWriteTurns } from './write-turns.ts'

let sqlite: DatabaseSync
let db: Db
let file: string

before(async () => {
  file = join(await temporaryFolder(), 'test.db')
  sqlite = openSqliteFile(file)
  db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite, { openReader: () => openSqliteReader(file) }) })
  await sql`create table n (value integer primary key)`.execute(db)
})
after(() => db.destroy())

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const numbers = async (handle: Db = db): Promise<number[]> => {
  const { rows } = await sql<{ value: number }>`select value from n order by value`.execute(handle)
  return rows.map(({ value }) => value)
}
const add = (handle: Db, value: number) => sql`insert into n values (${value})`.execute(handle)

test('keeps every commit through a power cut, and lets readers and a writer work side by side', () => {
  assert.equal(sqlite.prepare('pragma journal_mode').get()?.journal_mode, 'wal')
  assert.equal(sqlite.prepare('pragma synchronous').get()?.synchronous, 2)
  assert.equal(sqlite.prepare('pragma foreign_keys').get()?.foreign_keys, 1)
})

test('statements that run at once on one connection wait for each other', async () => {
  const one = new SqliteLease(
    new SqliteConnections(new DatabaseSync(':memory:'), { turns: undefined, openReader: undefined }),
  )
  const statements = ['create table n (value integer)', 'insert into n values (1)', 'insert into n values (2)']
  const run = (text: string) => one.executeQuery<{ value: number }>(CompiledQuery.raw(text))
  const ended = await Promise.race([Promise.all(statements.map(run)), setTimeout(5_000)])
  assert.ok(ended, 'one of them waits for ever')
  assert.deepEqual((await run('select value from n')).rows.length, 2)
  one.end()
})

test('a query beside a transaction reads what was stored before, and a statement that writes waits for its end', async () => {
  const order: string[] = []
  let writing: Promise<unknown> = Promise.resolve()
  await transaction({ db }, async ({ db: trx }) => {
    await add(trx, 1)
    writing = add(db, 2).then(() => order.push('wrote 2'))
    order.push(`read ${await numbers()} beside`)
    order.push(`read ${await numbers(trx)} within`)
  })
  await writing
  assert.deepEqual(order, ['read  beside', 'read 1 within', 'wrote 2'])
  assert.deepEqual(await numbers(), [1, 2])
})

test('a query that waits for no transaction waits for no other process that writes, either', async () => {
  await sql`delete from n`.execute(db)
  const other = new DatabaseSync(file)
  other.exec('begin immediate; insert into n values (7)')
  const added = add(db, 8)
  assert.deepEqual(await numbers(), [])
  other.exec('commit')
  await added
  other.close()
  assert.deepEqual(await numbers(), [7, 8])
})

test('lets others run between the statements of a long transaction', async () => {
  let turns = 0
  let isOver = false
  const count = async (): Promise<void> => {
    for (; !isOver; turns++) await turn()
  }
  const counted = count()
  const begun = performance.now()
  await transaction({ db }, async ({ db: trx }) => {
    while (performance.now() - begun < 200) await numbers(trx)
  })
  isOver = true
  await counted
  assert.ok(turns > 2, `${turns} turns of the event loop`)
})

test('transactions that are begun at the same moment run one after the other', async () => {
  await sql`delete from n`.execute(db)
  let running = 0
  await Promise.all(
    Array.from({ length: 50 }, () =>
      transaction({ db }, async ({ db: trx }) => {
        assert.equal(++running, 1)
        const next = (await numbers(trx)).length
        await turn()
        await add(trx, next)
        running--
      }),
    ),
  )
  assert.deepEqual(
    await numbers(),
    Array.from({ length: 50 }, (_, index) => index),
  )
})

test('a transaction that fails lets the waiting ones go on', async () => {
  await sql`delete from n`.execute(db)
  const results = await Promise.allSettled([
    transaction({ db }, async ({ db: trx }) => {
      await add(trx, 1)
      throw new Error('no')
    }),
    transaction({ db }, ({ db: trx }) => add(trx, 2)),
    numbers(),
  ])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(await numbers(), [2])
})

test('waits for the writer of another process, holds up nothing meanwhile, and then sees what it wrote', async () => {
  await sql`delete from n`.execute(db)
  const other = new DatabaseSync(file)
  other.exec('begin immediate; insert into n values (7)')
  let turns = 0
  const counting = setInterval(() => {
    turns++
  }, 5)
  const found = transaction({ db }, ({ db: trx }) => numbers(trx))
  const added = add(db, 8)
  await setTimeout(200)
  assert.ok(turns > 5, `${turns} turns of the event loop`)
  other.exec('commit')
  assert.deepEqual(await found, [7])
  await added
  clearInterval(counting)
  other.close()
  assert.deepEqual(await numbers(), [7, 8])
})

test('more different statements than are kept prepared all work, and again', async () => {
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 700; n++) {
      const { rows } = await sql<{ n: number }>`select ${sql.lit(n)} as n`.execute(db)
      assert.deepEqual(rows[0], Object.assign(Object.create(null), { n }))
    }
  }
})

test('a kept statement notices that its table was changed', async () => {
  await sql`create table changing (a integer)`.execute(db)
  await sql`insert into changing values (1)`.execute(db)
  const read = () => sql`select * from changing`.execute(db)
  assert.deepEqual(Object.keys((await read()).rows[0] as object), ['a'])
  await sql`alter table changing add column b integer`.execute(db)
  assert.deepEqual(Object.keys((await read()).rows[0] as object), ['a', 'b'])
})

test('a connection that writes without pause leaves the file to other processes now and then', async () => {
  await sql`delete from n`.execute(db)
  const turns = { ...newWriteTurns(), isPatient: true }
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(openSqliteFile(file), { turns }) })
  let isOver = false
  const writing = (async () => {
    while (!isOver) await transaction({ db: writer }, () => setTimeout(60))
  })()
  try {
    // As a command does, which does not share its turns
    await add(db, 1)
    await add(db, 2)
  } finally {
    isOver = true
    await writing
    await writer.destroy()
  }
  assert.deepEqual(await numbers(), [1, 2])
})

test('rows that a write returns arrive, and how many it changed', async () => {
  await sql`delete from n`.execute(db)
  const { rows } = await sql<{ value: number }>`insert into n values (3), (4) returning value`.execute(db)
  assert.deepEqual(
    rows.map(({ value }) => value),
    [3, 4],
  )
  assert.equal((await sql`delete from n`.execute(db)).numAffectedRows, 2n)
})
