import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { listUsers } from '../../src/modules/directory/users/list-users.ts'
import { seedUsers } from '../../src/modules/directory/users/seed-users.ts'

const users = '/api/identity/v1/users'

/** So many that an index answers */
const many = 10_500

onBothEngines('lists of users of a large organization, in the thread for reading', (engine) => {
  test('are those of the tables, also right after a change', async () => {
    // A busy machine takes longer than the usual ten seconds to build the index.
    const environment = { PORTICO_READ_TIMEOUT: '300' }
    const server = await startTestServer({ engine, readsInThread: true, environment })
    const { context, organizationKey, system } = server
    const { call } = await server.administrator()
    const people = Array.from({ length: many }, (_, index) => ({
      name: `Person ${(index * 7_919) % many}`,
      email: `person${index}@example${index % 7}.com`,
      status: index % 10 === 0 ? ('Inactive' as const) : ('Active' as const),
    }))
    const keys = await seedUsers(context, organizationKey, people)
    const ask = async (query: Record<string, string>) => {
      const { limit, offset, ...rest } = query
      const byTables = await listUsers(context, system, { ...rest, limit: Number(limit), offset: Number(offset) })
      const { status, body } = await call('GET', `${users}?${new URLSearchParams(query)}`)
      assert.equal(status, 200, JSON.stringify(body))
      assert.deepEqual(body, JSON.parse(JSON.stringify(byTables)), JSON.stringify(query))
      return body
    }
    const texts = { nameOrEmailContains: 'person 12', limit: '20', offset: '40', sort: '-name' }
    const [first] = await Promise.all([
      ask(texts),
      ask({ ...texts, sort: 'email' }),
      ask({ limit: '5', offset: '9000' }),
    ])
    assert.ok(first.page.totalResults > 100)
    for (let change = 0; change < 5; change++) {
      const key = keys[change * 1_000] ?? ''
      const { status } = await call('PATCH', `${users}/${key}`, {
        name: `Person 12 renamed ${change}`,
        isActive: false,
      })
      assert.equal(status, 204)
      const { page } = await ask({ ...texts, status: 'Inactive', sort: 'name' })
      assert.ok(page.totalResults > change)
    }
    assert.equal((await call('DELETE', `${users}/${keys[0]}`)).status, 204)
    const { page } = await ask({ limit: '1', offset: '10498', sort: 'key' })
    assert.equal(page.totalResults, many - 1)
  })
})
