import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import { transaction } from '../../src/db/transaction.ts'

onBothEngines('beside a transaction that takes long', (engine) => {
  test('tokens of clients that were never seen, probes and reads are answered', async () => {
    const server = await startTestServer({ engine })
    const { context, url } = server
    const credentials = await server.createClient([{ name: 'View end users' }])
    let isOver = false
    let end = (): void => {}
    const held = transaction({ db: context.database.db }, async ({ db }) => {
      await sql`update organizations set name = name`.execute(db)
      await new Promise<void>((resolve) => {
        end = resolve
      })
      isOver = true
    })
    // Where they waited for it, they would be answered, but too late.
    const limit = setTimeout(end, 30_000)
    try {
      const token = await server.token(credentials)
      assert.equal((await send(url, 'GET', '/readyz')).status, 200)
      assert.equal((await send(url, 'GET', '/api/identity/v1/users', { token })).status, 200)
      assert.equal(isOver, false)
    } finally {
      clearTimeout(limit)
      end()
      await held
      await server.close()
    }
  })
})
