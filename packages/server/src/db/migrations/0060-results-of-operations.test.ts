import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { openDatabase } from '../database.ts'
import { newKey } from '../keys.ts'
import { resultsOfOperations } from './0060-results-of-operations.ts'

onBothEngines('the migration of the results of bulk operations', (engine) => {
  test('keeps them in the order of the records, and none of what is not over', async () => {
    const { db, close } = await openDatabase(await createTestDatabase(engine))
    const key = sql.raw(engine === 'postgres' ? 'uuid' : 'text')
    await sql`create table bulk_operations (organization_key ${key}, key ${key}, finished_at text)`.execute(db)
    await sql`create table bulk_records (organization_key ${key}, operation_key ${key}, position integer, status text,
      error_code text, error_message text, user_key ${key}, primary key (organization_key, operation_key, position))`.execute(
      db,
    )
    const [organization, finished, pending, user] = [newKey(), newKey(), newKey(), newKey()]
    await sql`insert into bulk_operations values (${organization}, ${finished}, '2026-11-01'), (${organization}, ${pending}, null)`.execute(
      db,
    )
    await sql`insert into bulk_records values
      (${organization}, ${finished}, 2, 'Updated', null, null, ${user}),
      (${organization}, ${finished}, 0, 'Error', 'OS-1', 'a "quoted" word', null),
      (${organization}, ${finished}, 1, 'Inserted', null, null, ${user})`.execute(db)
    await resultsOfOperations(engine).up(db as never)
    const { rows } = await sql<{ key: string; results: string | null }>`
      select key, results from bulk_operations order by key`.execute(db)
    assert.deepEqual(
      rows.map((row) => [row.key, row.results && JSON.parse(row.results)]),
      [
        [
          finished,
          [
            { status: 'Error', errorCode: 'OS-1', errorMessage: 'a "quoted" word', userKey: null },
            { status: 'Inserted', errorCode: null, errorMessage: null, userKey: user },
            { status: 'Updated', errorCode: null, errorMessage: null, userKey: user },
          ],
        ],
        [pending, null],
      ],
    )
    await close()
  })
})
