import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import { selectNextUserFacts, selectUserFacts } from './user-facts-repository.ts'

/** Every word of the statements that `work` carries out */
async function wordsOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<Set<string>> {
  const words = new Set<string>()
  const watched = db.withPlugin({
    transformQuery({ node, queryId }) {
      const { sql } = db.getExecutor().compileQuery(node, queryId)
      for (const [word] of sql.matchAll(/\w+/g)) words.add(word)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await work(watched)
  return words
}

test('what the index reads of users has triggers that log each change of it', async () => {
  const { db } = await openTestDatabase('sqlite')
  const directory = await createDirectory(db, testClock())
  const [key = ''] = await directory.users({ name: 'Ada', email: 'ada@example.com' })
  const words = await wordsOf(db, async (db) => {
    const facts = await selectNextUserFacts(db, directory.organizationKey, null, 10)
    assert.deepEqual(await selectUserFacts(db, directory.organizationKey, [key]), facts)
    assert.equal(facts.length, 1)
  })
  const { rows } = await sql<{ table: string; sql: string }>`
    select tbl_name as "table", sql from sqlite_schema where type = 'trigger'`.execute(db)
  const read = (await db.introspection.getTables()).filter(({ name }) => words.has(name))
  assert.ok(read.length >= 6, 'users and what they are linked to')
  for (const { name, columns } of read) {
    const triggers = rows.filter(({ table, sql }) => table === name && sql.includes('insert into user_changes'))
    for (const event of ['insert', 'delete'])
      assert.ok(
        triggers.some(({ sql }) => sql.includes(`after ${event} on ${name} `)),
        `${name}: ${event} is not logged`,
      )
    const logged = triggers.flatMap(({ sql }) => /after update of ([\w, ]+) on/.exec(sql)?.[1]?.split(', ') ?? [])
    // A word of one table may be a column of another as well: it is logged there, too, or named here.
    const other = name === 'user_identities' ? ['email_folded', 'last_login_at', 'key'] : ['key', 'last_login_at']
    const missing = columns
      .map((column) => column.name)
      // When something was created never changes.
      .filter((column) => column !== 'created_at' && words.has(column) && !logged.includes(column))
    assert.deepEqual(
      missing.filter((column) => name === 'users' || !other.includes(column)),
      [],
      `${name}: updates of these columns are not logged`,
    )
  }
})
