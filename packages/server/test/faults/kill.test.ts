import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, type TestDatabase } from '@portico/testing/databases.ts'
import { callWith, fetchToken, isConnectionLost } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { pino } from 'pino'
import { type Engine, openDatabase } from '../../src/db/database.ts'
import type { Parts } from '../../src/db/parts.ts'
import { transaction } from '../../src/db/transaction.ts'
import { createAuditStream } from '../../src/modules/foundation/audit-stream/audit-stream.ts'
import { batchSize } from '../../src/modules/foundation/audit-stream/stream-batch.ts'
import { streamToFile } from '../../src/modules/foundation/audit-stream/stream-to-file.ts'

const users = '/api/identity/v1/users'
const databaseArguments = ({ database, dataFolder }: TestDatabase) => ['--database', database, '--data', dataFolder]
const streamOf = ({ dataFolder }: TestDatabase) => join(dataFolder, 'audit.jsonl')
const serverArguments = (place: TestDatabase) => [
  ...databaseArguments(place),
  ...['--no-sample', '--log-level', 'error', '--audit-stream', `file:${streamOf(place)}`],
]

interface ApiClient {
  clientId: string
  clientSecret: string
}

/** Writes users over HTTP, several at a time, until the server is killed at a moment that nobody chose. */
async function writeUntilKilled(server: ServerProcess, credentials: ApiClient, round: number): Promise<string[]> {
  const call = callWith(server.url, await fetchToken(server.url, credentials))
  const acknowledged: string[] = []
  const writer = async (name: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const email = `user-${round}-${name}-${n}@example.com`
      const answer = await call<{ key: string }>('POST', users, { email, addToBuiltInIdentityProvider: true })
      assert.equal(answer.status, 201)
      acknowledged.push(answer.body.key)
    }
  }
  const writers = Promise.allSettled([1, 2, 3, 4].map(writer))
  await until(() => acknowledged.length > 0, 10_000)
  await sleep(Math.random() * 120)
  assert.equal(await server.end('SIGKILL'), 'SIGKILL')
  for (const result of await writers) {
    // Anything else is a wrong answer.
    assert.ok(result.status === 'rejected' && isConnectionLost(result.reason), JSON.stringify(result))
  }
  return acknowledged
}

/** What is stored, as of one moment: a node's last statements may still be under way when it is dead. */
function stored(parts: Parts, engine: Engine) {
  return transaction(parts, async ({ db }) => {
    if (engine === 'postgres') await sql`set transaction isolation level repeatable read`.execute(db)
    const userKeys = await db.selectFrom('users').select('key').orderBy('key').execute()
    const audited = await db
      .selectFrom('audit_entries')
      .select('entity_key as key')
      .where('action', '=', 'user.created')
      .orderBy('entity_key')
      .execute()
    const profiles = await db.selectFrom('user_identities').select('user_key as key').orderBy('user_key').execute()
    const counts = await db.selectFrom('user_counts').select('users').execute()
    const keys = (rows: { key: string }[]): string[] => rows.map(({ key }) => key)
    return {
      users: keys(userKeys),
      audited: keys(audited),
      profiles: keys(profiles),
      counted: counts.reduce((total, row) => total + row.users, 0),
    }
  })
}

function killAWriter(engine: Engine, name: string, rounds: number): void {
  describe(name, () => {
    let place: TestDatabase
    before(async () => {
      place = await createTestDatabase(engine)
    })
    after(() => place.remove())

    test(`no acknowledged user is lost and none is half done, ${rounds} times in a row`, async () => {
      const create = ['api-client', 'create', '--name', 'Writer', '--grant', 'Manage users']
      let credentials: ApiClient | undefined
      const acknowledged: string[] = []
      for (let round = 0; round < rounds; round++) {
        const server = await startProcess(serverArguments(place))
        credentials ??= await porticoJson<ApiClient>([...create, ...databaseArguments(place)])
        acknowledged.push(...(await writeUntilKilled(server, credentials, round)))
        const database = await openDatabase(place)
        const found = await stored(database, engine)
        if (engine === 'sqlite') {
          const { rows } = await sql`pragma integrity_check`.execute(database.db)
          assert.deepEqual(
            rows.map((row) => ({ ...(row as object) })),
            [{ integrity_check: 'ok' }],
          )
        }
        await database.close()
        const there = new Set(found.users)
        assert.deepEqual(
          acknowledged.filter((key) => !there.has(key)),
          [],
        )
        assert.deepEqual(found.audited, found.users)
        assert.deepEqual(found.profiles, found.users)
        assert.equal(found.counted, found.users.length)
      }
      assert.ok(acknowledged.length >= rounds, `only ${acknowledged.length} users were written`)

      const server = await startProcess(serverArguments(place))
      const call = callWith(server.url, await fetchToken(server.url, credentials ?? assert.fail()))
      const { body } = await call<{ page: { totalResults: number } }>('GET', `${users}?limit=1`)
      assert.ok(body.page.totalResults >= acknowledged.length)
      assert.equal(await server.end(), 0)

      // However often it was killed, each audit entry was streamed once. The one that was killed last would have had the
      // stream for some more seconds.
      const database = await openDatabase(place)
      const clock = { now: () => Date.now() + 3_600_000 }
      const log = pino({ level: 'silent' })
      const stream = createAuditStream({ db: database.db, clock, log }, streamToFile(streamOf(place), batchSize))
      await stream.look()
      await stream.stop()
      const entries = await database.db.selectFrom('audit_entries').select('key').orderBy('key').execute()
      await database.close()
      const lines = (await readFile(streamOf(place), 'utf8')).trimEnd().split('\n')
      const streamed = lines.map((line) => JSON.parse(line).key).sort()
      assert.deepEqual(
        streamed,
        entries.map(({ key }) => key),
      )
    })
  })
}

describe('kill -9 while users are written', { concurrency: 2 }, () => {
  killAWriter('sqlite', 'SQLite', 5)
  killAWriter('postgres', 'PostgreSQL', 3)
})
