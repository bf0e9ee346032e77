import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import type { Db } from '../../src/db/transaction.ts'
import { indexedApiClients } from '../../src/modules/api-clients/clients/api-clients-in-index-repository.ts'
import { indexedRoles } from '../../src/modules/applications/application-roles/roles-in-index-repository.ts'
import { indexedAssets } from '../../src/modules/applications/assets/assets-in-index-repository.ts'
import { indexedGroups } from '../../src/modules/directory/groups/groups-in-index-repository.ts'

/** The tables that the statements of `work` read, with the words that stand in these statements */
async function wordsByTable(db: Db, tables: Set<string>, work: (db: Db) => Promise<unknown>) {
  const words = new Map<string, Set<string>>()
  const watched = db.withPlugin({
    transformQuery({ node, queryId }) {
      const all = [...db.getExecutor().compileQuery(node, queryId).sql.matchAll(/\w+/g)].map(([word]) => word)
      for (const table of all.filter((word) => tables.has(word))) {
        words.set(table, new Set([...(words.get(table) ?? []), ...all]))
      }
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await work(watched)
  return words
}

test('what the indexes of lists read has triggers that log each change of it', async () => {
  const { db } = await openTestDatabase('sqlite')
  const tables = await db.introspection.getTables()
  const names = new Set(tables.map(({ name }) => name))
  const { rows: triggers } = await sql<{ table: string; sql: string }>`
    select tbl_name as "table", sql from sqlite_schema where type = 'trigger'`.execute(db)
  let read = 0
  for (const list of [indexedGroups, indexedRoles, indexedAssets, indexedApiClients]) {
    const words = await wordsByTable(db, names, async (db) => {
      await list.selectRows(db, 'none')
      await list.selectRows(db, 'none', ['none'])
    })
    for (const [table, used] of words) {
      read++
      const own = triggers.filter((one) => one.table === table && one.sql.includes(`, '${list.table}', `))
      for (const event of ['insert', 'delete']) {
        const isLogged = own.some(({ sql }) => sql.includes(`after ${event} on ${table} `))
        assert.ok(isLogged, `${list.table} reads ${table}, where ${event} is not logged`)
      }
      const logged = own.flatMap(({ sql }) => /after update of ([\w, ]+) on/.exec(sql)?.[1]?.split(', ') ?? [])
      const columns = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
      const missing = columns.filter((column) => used.has(column) && !logged.includes(column))
      assert.deepEqual(missing, [], `${list.table} reads these columns of ${table}, whose updates are not logged`)
    }
  }
  assert.equal(read, 9)
})
