import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnPortico, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, type TestDatabase } from '@portico/testing/databases.ts'
import { callWith, fetchToken } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import { type Engine, openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { samplePeople } from '../../src/modules/set-up/sample/sample-people.ts'

const serverArguments = ({ database, dataFolder }: TestDatabase): string[] => [
  '--database',
  database,
  '--data',
  dataFolder,
]

/** Kills the first start somewhere between its first table and its last word. */
async function killFirstStart(engine: Engine, place: TestDatabase, delay: number): Promise<void> {
  const child = spawnPortico(['start', '--json', '--port', '0', ...serverArguments(place)])
  const ended = once(child, 'exit')
  if (engine === 'sqlite') await until(() => existsSync(join(place.dataFolder, 'portico.db')), 20_000)
  else await once(child.stderr ?? assert.fail(), 'data')
  await sleep(delay)
  child.kill('SIGKILL')
  await ended
}

/** Whether the first start got to its end; it must not have got half-way. */
async function isFilled(place: TestDatabase): Promise<boolean> {
  const database = await openDatabase(place)
  await migrate(database)
  const { db } = database
  const rows = await Promise.all(
    (
      ['deployment', 'organizations', 'environments', 'signing_keys', 'api_clients', 'users', 'audit_entries'] as const
    ).map(async (table) => (await db.selectFrom(table).selectAll().execute()).length > 0),
  )
  await database.close()
  assert.equal(new Set(rows).size, 1, `half done: ${rows}`)
  return rows[0] === true
}

/** @returns whether the second start had to fill the database */
async function killAndStartAgain(engine: Engine, delay: number): Promise<boolean> {
  const place = await createTestDatabase(engine)
  await killFirstStart(engine, place, delay)
  const filled = await isFilled(place)
  const server = await startProcess(serverArguments(place))
  assert.equal(server.isFirstStart, !filled)
  assert.equal(server.credentials === undefined, filled, 'credentials are shown by the start that makes them')
  if (server.credentials) {
    const call = callWith(server.url, await fetchToken(server.url, server.credentials))
    const { body } = await call<{ page: { totalResults: number } }>('GET', '/api/identity/v1/users?limit=1')
    assert.equal(body.page.totalResults, samplePeople.length)
  }
  assert.equal(await server.end(), 0)
  await place.remove()
  return !filled
}

describe('kill -9 during the very first start', { concurrency: 2 }, () => {
  for (const [engine, delays] of [
    ['sqlite', [0, 80]],
    ['postgres', [10]],
  ] as [Engine, number[]][]) {
    test(`the next start fills the database and shows the credentials (${engine})`, async () => {
      const again: boolean[] = []
      for (const delay of delays) again.push(await killAndStartAgain(engine, delay))
      // On a busy machine a start can be faster than the kill: then another one is killed at once.
      for (let more = 0; more < 5 && !again.includes(true); more++) again.push(await killAndStartAgain(engine, 0))
      assert.ok(again.includes(true), 'no start was killed early enough')
    })
  }
})
