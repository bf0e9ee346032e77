import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { sql } from 'kysely'

interface Body {
  key: string
  errorCode: string
  detail: string
  page: { totalResults: number }
}

const users = '/api/identity/v1/users'

/** What takes SQLite's room or its right to write, and what gives it back. */
const faults = {
  'a full disk': {
    async begin({ context: { database } }: TestServer) {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db)
      await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(database.db)
    },
    end: ({ context: { database } }: TestServer) => sql`pragma max_page_count = 1000000`.execute(database.db),
    reason: /full/,
  },
  'a read-only database': {
    begin: ({ context: { database } }: TestServer) => sql`pragma query_only = 1`.execute(database.db),
    end: ({ context: { database } }: TestServer) => sql`pragma query_only = 0`.execute(database.db),
    reason: /readonly/,
  },
}

for (const [name, { begin, end, reason }] of Object.entries(faults)) {
  describe(name, () => {
    let server: TestServer
    let caller: Caller
    const acknowledged: string[] = []
    let sent = 0
    before(async () => {
      server = await startTestServer({ engine: 'sqlite' })
      caller = await server.caller('Manage users')
    })

    const create = async (): Promise<Received<Body>> => {
      const answer = await caller.call<Body>('POST', users, { name: 'x'.repeat(200), email: `u${sent++}@example.com` })
      if (answer.status === 201) acknowledged.push(answer.body.key)
      return answer
    }
    const total = async (): Promise<number> =>
      (await caller.call<Body>('GET', `${users}?limit=1`)).body.page.totalResults

    test('writes are answered with 503, and the log says why', async () => {
      for (let n = 0; n < 5; n++) assert.equal((await create()).status, 201)
      await begin(server)
      let answer = await create()
      while (answer.status === 201) answer = await create()
      assert.equal(answer.status, 503)
      assert.equal(answer.body.errorCode, 'PTC-SYS-50301')
      assert.equal(answer.headers['retry-after'], '1')
      assert.match(answer.body.detail, /may be stored: read before/)
      assert.doesNotMatch(answer.body.detail, /SQLITE|readonly|insert/i)
      const line = server.logLines.find(({ msg }) => msg === 'the database is not available')
      assert.match(JSON.stringify(line), reason)
      assert.match(String(line?.traceId), /^[0-9a-f]{32}$/)
    })

    test('reads and tokens go on, and nothing of what failed is there', async () => {
      assert.equal(await total(), acknowledged.length)
      const again = await Promise.all(Array.from({ length: 10 }, create))
      assert.deepEqual(new Set(again.map(({ status }) => status)), new Set([503]))
      assert.equal(await total(), acknowledged.length)
      assert.ok(await server.token(caller.credentials))
      const ready = await caller.call('GET', '/readyz')
      assert.equal(ready.status, 200)
    })

    test('a change that is refused leaves what was there', async () => {
      const key = acknowledged[0] ?? assert.fail()
      const change = await caller.call<Body>('PATCH', `${users}/${key}`, { name: 'y'.repeat(250) })
      const { body } = await caller.call<{ name: string }>('GET', `${users}/${key}`)
      assert.equal(body.name, change.status === 204 ? 'y'.repeat(250) : 'x'.repeat(200))
      assert.ok(change.status === 503 || (change.status === 204 && name === 'a full disk'), String(change.status))
    })

    test('once it is over, everything works again by itself, and nothing acknowledged is lost', async () => {
      await end(server)
      assert.equal((await create()).status, 201)
      const { db } = server.context.database
      const stored = await db.selectFrom('users').select('key').orderBy('key').execute()
      assert.deepEqual(
        stored.map(({ key }) => key),
        [...acknowledged].sort(),
      )
      const audited = await db
        .selectFrom('audit_entries')
        .select('entity_key')
        .where('action', '=', 'user.created')
        .orderBy('entity_key')
        .execute()
      assert.deepEqual(
        audited.map(({ entity_key }) => entity_key),
        [...acknowledged].sort(),
      )
      assert.equal(await total(), acknowledged.length)
      // Uses that could not be stored meanwhile are stored now.
      await server.context.lastUse.flush()
      const clients = await db.selectFrom('api_clients').select('last_used_at').execute()
      assert.ok(clients.every(({ last_used_at }) => last_used_at !== null))
    })
  })
}
