import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSqlHome } from './check-sql-homes.ts'
import { sourceFile } from './source-file.ts'

const room = 'packages/server/src/modules/directory/users'
const check = (path: string, text: string): string[] => checkSqlHome(sourceFile(path, text))

const queries = [
  "db.selectFrom('users').selectAll()",
  "await db\n    .insertInto('users')",
  "db.updateTable('users')",
  "db.deleteFrom('users')",
  'sql`select 1`.execute(db)',
  'sql<number>`count(*)`',
]

test('whatever holds SQL is called a repository', () => {
  for (const query of queries) {
    assert.match(
      check(`${room}/delete-user.ts`, query)[0] ?? '',
      /delete-user\.ts: holds SQL: name it …-repository\.ts/,
    )
    assert.deepEqual(check(`${room}/users-repository.ts`, query), [])
  }
})

test('parts of queries for other rooms have a name of their own', () => {
  assert.deepEqual(check(`${room}/role-holder-conditions.ts`, queries[0] ?? ''), [])
})

test('db holds what it likes, and so do tests', () => {
  assert.deepEqual(check('packages/server/src/db/migrate.ts', queries[0] ?? ''), [])
  assert.deepEqual(check(`${room}/delete-user.test.ts`, queries[0] ?? ''), [])
})

test('code without a query is none of it', () => {
  assert.deepEqual(check(`${room}/delete-user.ts`, "import { sql } from 'kysely'\nset.deleteFromList('x')\n"), [])
})
