import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openTestDatabase } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { sql } from 'kysely'
import { newKey } from '../../../db/keys.ts'
import { deleteOldestAskedCodes, mostAskedCodes } from './one-time-codes-repository.ts'

describe('As many codes as strangers can ask for', () => {
  test('are counted, and the oldest deleted, without holding up the event loop', async () => {
    const { db } = await openTestDatabase('sqlite')
    const key = newKey()
    const organization = { key, name: 'Acme', domain: 'acme.example.com', created_at: '2026' }
    await db.insertInto('organizations').values(organization).execute()
    const columns = sql`key, recipient_hash, browser_hash, expires_at, organization_key, purpose, wrong_attempts, created_at`
    await sql`insert into one_time_codes (${columns})
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${mostAskedCodes + 64})
      select lower(hex(randomblob(16))), hex(randomblob(22)), hex(randomblob(22)), '2026-' || (i * 7919 % 100000 + 100000),
        ${key}, 'password-reset', 0, '2026' from n`.execute(db)
    const { longest } = await loopTurns(() => deleteOldestAskedCodes(db, key, 'password-reset'))
    // What reads and sorts all of them takes 150.
    assert.ok(longest < 60, `${longest} ms`)
    const left = db.selectFrom('one_time_codes').select((eb) => eb.fn.countAll<number>().as('count'))
    assert.equal((await left.executeTakeFirstOrThrow()).count, mostAskedCodes)
  })
})
