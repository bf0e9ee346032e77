import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, type TestDatabase } from '@portico/testing/databases.ts'
import { callWith, fetchToken, isConnectionLost } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import { type Engine, openDatabase } from '../../src/db/database.ts'
import type { Db } from '../../src/db/transaction.ts'

const bulk = '/api/identity/v1/users/bulk'
const recordsEach = 40

interface Operation {
  key: string
  status: string
  operations: { status: string; record: { key: string | null; email: string } }[]
}

const databaseArguments = ({ database, dataFolder }: TestDatabase) => ['--database', database, '--data', dataFolder]
const serverArguments = (place: TestDatabase) => [
  ...[...databaseArguments(place), '--no-sample', '--log-level', 'error', '--public-url', 'http://localhost:1'],
]

interface ApiClient {
  clientId: string
  clientSecret: string
}

/** Every operation's records: new ones, one that a former operation has too, and one that breaks a rule. */
const recordsOf = (id: string) => [
  ...Array.from({ length: recordsEach - 2 }, (_, n) => ({
    email: `${id}-${n}@example.com`,
    addToBuiltInIdentityProvider: true,
  })),
  { email: 'everywhere@example.com' },
  { email: 'no e-mail' },
]

/** Sends operations until the server is killed at a moment that nobody chose. @returns those that were accepted */
async function sendUntilKilled(servers: ServerProcess[], token: string, round: number): Promise<Map<string, string>> {
  const accepted = new Map<string, string>()
  const sender = async (name: number, server: ServerProcess): Promise<void> => {
    const call = callWith(server.url, token)
    for (let n = 0; ; n++) {
      const id = `r${round}-${name}-${n}`
      const answer = await call<Operation>('POST', bulk, { records: recordsOf(id) })
      assert.equal(answer.status, 202, JSON.stringify(answer.body))
      accepted.set(answer.body.key, id)
    }
  }
  const senders = Promise.allSettled(
    [0, 1, 2].map((name) => sender(name, servers[name % servers.length] as ServerProcess)),
  )
  await until(() => accepted.size > 2, 10_000)
  await sleep(Math.random() * 150)
  for (const server of servers) assert.equal(await server.end('SIGKILL'), 'SIGKILL')
  for (const result of await senders) {
    // Anything else is a wrong answer.
    assert.ok(result.status === 'rejected' && isConnectionLost(result.reason), JSON.stringify(result))
  }
  return accepted
}

/** Users, their entries in the audit trail and the results must tell the same. */
async function compare(db: Db, operations: Operation[]): Promise<void> {
  const created = operations.flatMap(({ operations: records }) =>
    records.flatMap(({ status, record }) => (status === 'Inserted' ? [record] : [])),
  )
  const users = await db.selectFrom('users').select(['key', 'email']).execute()
  assert.equal(new Set(users.map(({ email }) => email)).size, users.length)
  const told = created.map(({ key, email }) => `${key} ${email}`).sort()
  const stored = users.map(({ key, email }) => `${key} ${email}`).sort()
  assert.deepEqual(stored, told)
  const audited = await db
    .selectFrom('audit_entries')
    .select('entity_key')
    .where('action', '=', 'user.created')
    .execute()
  assert.deepEqual(audited.map((entry) => entry.entity_key).sort(), users.map(({ key }) => key).sort())
  const counts = await db.selectFrom('user_counts').select('users').execute()
  assert.equal(
    counts.reduce((sum, { users: number }) => sum + number, 0),
    users.length,
  )
  assert.equal(created.filter(({ email }) => email === 'everywhere@example.com').length, 1)
}

function killBulkWork(engine: Engine, { nodes, rounds }: { nodes: number; rounds: number }): void {
  describe(`kill -9 while bulk operations are carried out (${engine})`, () => {
    let place: TestDatabase
    before(async () => {
      place = await createTestDatabase(engine)
    })
    after(() => place.remove())

    test(`every accepted record is carried out once, ${rounds} times in a row, by ${nodes} node(s)`, async () => {
      const create = ['api-client', 'create', '--name', 'Writer', '--grant', 'Manage users']
      let credentials: ApiClient | undefined
      const start = () => startProcess(serverArguments(place))
      const accepted = new Map<string, string>()
      for (let round = 0; round < rounds; round++) {
        const servers = await Promise.all(Array.from({ length: nodes }, start))
        credentials ??= await porticoJson<ApiClient>([...create, ...databaseArguments(place)])
        const token = await fetchToken(servers[0]?.url ?? '', credentials)
        for (const [key, id] of await sendUntilKilled(servers, token, round)) accepted.set(key, id)
      }

      const server = await start()
      const database = await openDatabase(place)
      // Some were stored although their answer never arrived: they count as well.
      const keys = async (isDone: boolean): Promise<string[]> => {
        const query = database.db.selectFrom('bulk_operations').select('key')
        return (await query.where('finished_at', isDone ? 'is not' : 'is', null).execute()).map(({ key }) => key)
      }
      await until(async () => (await keys(false)).length === 0, 30_000)
      const call = callWith(server.url, await fetchToken(server.url, credentials ?? assert.fail()))
      const operations = await Promise.all(
        (await keys(true)).map(async (key) => (await call<Operation>('GET', `${bulk}/${key}`)).body),
      )
      const byKey = new Map(operations.map((operation) => [operation.key, operation]))
      for (const [key, id] of accepted) {
        const operation = byKey.get(key)
        assert.deepEqual(
          operation?.operations.map(({ record }) => record.email),
          recordsOf(id).map(({ email }) => email),
        )
        assert.equal(operation?.status, 'FinishedWithErrors')
      }
      await compare(database.db, operations)
      await database.close()
      assert.equal(await server.end(), 0)
    })
  })
}

describe('Bulk operations', { concurrency: 2 }, () => {
  killBulkWork('sqlite', { nodes: 1, rounds: 3 })
  killBulkWork('postgres', { nodes: 2, rounds: 2 })
})
