import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { anyEngine, openTestDatabase } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { listUsers } from '../users/list-users.ts'
import type { UserIndex } from './user-index.ts'
import { connectUserIndexes, createUserIndexes, type UserIndexes } from './user-indexes.ts'

let db: Db
const clock = testClock()
const keys: string[] = []
let administrator: Directory['administrator']
before(async () => {
  db = (await openTestDatabase(anyEngine)).db
  for (let count = 0; count < 2; count++) {
    const { organizationKey, users, ...directory } = await createDirectory(db, clock)
    // Two segments: the first one is signed at once.
    await users(...Array.from({ length: 1_100 }, () => ({ name: 'Ada Lovelace' })))
    keys.push(organizationKey)
    administrator = directory.administrator
  }
})

const read = <T>(work: (db: Db) => Promise<T>): Promise<T> => transaction({ db }, (parts) => work(parts.db))
const create = (options: Partial<Parameters<typeof createUserIndexes>[0]> = {}) =>
  createUserIndexes({ read, leastUsers: 1, onError: assert.ifError, ...options })

async function find(indexes: UserIndexes, organizationKey: string): Promise<UserIndex | undefined> {
  for (;;) {
    try {
      return await read((db) => indexes.find(db, organizationKey))
    } catch (error) {
      if (!(error instanceof ReadNotReady)) throw error
      await error.ready
    }
  }
}

test('all indexes of users take the memory that they may, with what is added once they answer', async () => {
  const unlimited = create()
  const [first = '', second = ''] = keys
  const found = await find(unlimited, first)
  await found?.sign(async () => {})
  const bytes = found?.bytes ?? 0
  await unlimited.close()

  const limited = create({ mostBytes: 2 * bytes - 1 })
  await find(limited, first)
  await find(limited, second)
  await until(() => !limited.has(first), 10_000)
  assert.equal(limited.has(second), true)
  await limited.close()
})

test('the index that was asked last stays in memory, however large it is, where others are prepared', async () => {
  const [first = '', second = ''] = keys
  const indexes = create({ mostBytes: 1, preparesIndexes: true, dataFolder: await temporaryFolder() })
  await find(indexes, first)
  await indexes.upkeep()
  assert.deepEqual([indexes.has(first), indexes.has(second)], [true, false])
  await indexes.close()
})

test('what was built for a list stays until that has asked again, whatever others ask for meanwhile', async () => {
  const indexes = create({ mostBytes: 1 })
  const ready: Promise<void>[] = []
  for (const key of keys) {
    await assert.rejects(
      read((db) => indexes.find(db, key)),
      (error) => error instanceof ReadNotReady && ready.push(error.ready) > 0,
    )
  }
  await Promise.all(ready)
  for (const key of keys) assert.ok(await read((db) => indexes.find(db, key)))
  assert.deepEqual(
    keys.map((key) => indexes.has(key)),
    [false, true],
  )
  await indexes.close()
})

test('a text of which searching leaves nothing finds everybody, by the index', async () => {
  const indexes = create()
  const { organizationKey } = administrator
  await find(indexes, organizationKey)
  let answers = 0
  connectUserIndexes(db, {
    ...indexes,
    find(db, organizationKey) {
      answers++
      return indexes.find(db, organizationKey)
    },
  })
  // A space of no width, a Hebrew point, and the line that stretches Arabic words
  const texts = ['\u200B', '\u05B8', '\u0640']
  for (const text of texts) {
    const query = { nameOrEmailContains: text, nameOrEmailOrUsernameContains: text, limit: 1 }
    const { page } = await read((db) => listUsers({ db, clock }, administrator, query))
    assert.equal(page.totalResults, 1_100)
  }
  assert.equal(answers, texts.length)
  await indexes.close()
})
