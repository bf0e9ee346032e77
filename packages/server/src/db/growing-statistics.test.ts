import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { createGrowingStatistics } from './growing-statistics.ts'
import { insertRows } from './insert-rows.ts'
import { newKey } from './keys.ts'

test('PostgreSQL knows how many rows there are while they are stored, and afterwards', async () => {
  const database = await openTestDatabase('postgres')
  const { db } = database
  const statistics = createGrowingStatistics(db, ['organizations'], { atLeast: 100, pauseAfter: 0 })
  const known = async (): Promise<number> => {
    const { rows } = await sql<{ rows: number }>`
      select reltuples::integer as rows from pg_class where relname = 'organizations'`.execute(db)
    return rows[0]?.rows ?? -1
  }
  const store = async (count: number): Promise<void> => {
    const created_at = '2026-11-23T15:00:00.000Z'
    const rows = Array.from({ length: count }, () => ({ key: newKey(), name: 'A', domain: null, created_at }))
    await insertRows(db, 'organizations', rows as never)
    await statistics.grow(count)
  }
  await store(60)
  await statistics.pause()
  const before = await known()
  assert.ok(before <= 0, String(before))
  await store(60)
  assert.equal(await known(), 120)
  await store(150)
  assert.equal(await known(), 120)
  await statistics.pause()
  assert.equal(await known(), 270)
  await store(99)
  await statistics.pause()
  assert.equal(await known(), 270)
})

test('on SQLite, whose statistics are fixed, nothing happens', async () => {
  const { db } = await openTestDatabase('sqlite')
  const statistics = createGrowingStatistics(db, ['organizations'], { atLeast: 1, pauseAfter: 0 })
  const read = () => sql`select * from sqlite_stat1 order by tbl, idx`.execute(db)
  const before = await read()
  await statistics.grow(1_000)
  await statistics.pause()
  assert.deepEqual(await read(), before)
})
