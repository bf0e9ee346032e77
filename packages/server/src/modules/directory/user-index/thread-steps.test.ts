import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { onBothEngines, openTestReader, type TestDatabase } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Database } from '../../../db/database.ts'
import { openReadDatabase } from '../../../db/open-read-database.ts'
import type { ReadDatabase } from '../../../db/read-database.ts'
import type { Db } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { accessOfSelection, fullAccess } from '../../foundation/permissions/grants.ts'
import { getUser } from '../users/get-user.ts'
import { listUsers } from '../users/list-users.ts'
import { type BuildSteps, stepsHere } from './build-steps.ts'
import type { PackedUsers } from './packed-users-repository.ts'
import { threadSteps } from './thread-steps.ts'
import { connectUserIndexes, createUserIndexes } from './user-indexes.ts'

onBothEngines('A thread beside the build of an index', (engine) => {
  const clock = testClock()
  const timeLimit = 60_000
  const atOnce = 1_024
  let place: TestDatabase
  let database: Database
  let reader: ReadDatabase
  let directory: Directory

  before(async () => {
    ;({ place, database, reader } = await openTestReader(engine))
    directory = await createDirectory(database.db, clock)
    const people = Array.from({ length: 2_500 }, (_, n) => ({
      name: n % 9 === 0 ? `Same ${n % 4}` : `Zoë ${(n * 7_919) % 2_500} 張`,
      email: n % 5 === 0 ? null : `user${(n * 31) % 2_500}@example${n % 20}.com`,
      lastLoginAt: n % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1) + ((n * 997) % 2_500) * 1_000).toISOString(),
    }))
    await directory.users(...people)
  })

  const source = () => ({ database: place.database, dataFolder: place.dataFolder, timeLimit })

  async function allUsers({ readUsers }: BuildSteps): Promise<PackedUsers[]> {
    const all: PackedUsers[] = []
    for await (const some of readUsers()) all.push(some)
    return all
  }

  test('reads and sorts the same as the thread that builds', async () => {
    const { organizationKey } = directory
    const pause = async (): Promise<void> => {}
    const here = stepsHere({ read: reader.read, organizationKey, atOnce, isAhead: false, pause })
    const beside = threadSteps(source(), organizationKey, atOnce)
    try {
      const [known, found] = [await allUsers(here), await allUsers(beside)]
      assert.equal(found.length, 3)
      // Blocks are of different classes, by how they came.
      assert.deepEqual(plain(found), plain(known))
      const text = ['b', 'a', 'c', 'a'].join('\u00FF')
      const bytes = new SharedArrayBuffer(text.length + 5)
      Buffer.from(bytes).fill(0xff).write(text, 'latin1')
      const places = new Uint32Array(new SharedArrayBuffer(16))
      places.set([0, 2, 4, 6])
      const sorted = await Promise.all([here, beside].map(({ sortTexts }) => sortTexts({ bytes, places }, 4)))
      for (const slots of sorted) assert.deepEqual([...slots], [1, 3, 0, 2])
    } finally {
      await beside.close()
    }
    await assert.rejects(allUsers(beside), /ended/)
  })

  test('builds an index that answers as the tables do', async () => {
    const { organizationKey } = directory
    const failures: unknown[] = []
    const indexes = createUserIndexes({
      ...{ read: reader.read, source: source(), leastUsers: 1, leastUsersForThread: 1 },
      onError: (error) => failures.push(error),
    })
    const actor = { type: 'api-client', key: null, name: 'Test', address: null, traceId: null } as const
    const principal = { organizationKey, actor, access: fullAccess }
    const beside = await openReadDatabase({ ...place, timeLimit })
    connectUserIndexes(beside.db, indexes)
    try {
      for (const sort of ['name', '-email', 'lastLoginAt', 'key'] as const) {
        const query = { sort, limit: 100, offset: 1_300, nameOrEmailContains: 'a' }
        const byTables = await reader.read((db) => listUsers({ db, clock }, principal, query))
        assert.deepEqual(
          await whenReady(() => beside.read((db) => listUsers({ db, clock }, principal, query))),
          byTables,
        )
        assert.ok(indexes.has(organizationKey))
      }
      assert.deepEqual(failures, [])
    } finally {
      await indexes.close()
      await beside.close()
    }
  })

  test('keeps nobody waiting who asks for one user', async () => {
    const { organizationKey } = directory
    // The index is not there before it may be.
    const building = Promise.withResolvers<void>()
    const indexes = createUserIndexes({
      read: (work) => building.promise.then(() => reader.read(work)),
      leastUsers: 1,
      onError: assert.ifError,
    })
    const beside = await openReadDatabase({ ...place, timeLimit })
    connectUserIndexes(beside.db, indexes)
    const actor = { type: 'api-client', key: null, name: 'Test', address: null, traceId: null } as const
    const access = accessOfSelection([
      { permission: 'End-user management > View end users', environments: new Set([directory.test.key]) },
      { permission: 'User and access management > View members', environments: 'all' },
    ])
    const principal = { organizationKey, actor, access }
    const [member = ''] = await directory.users({ name: 'Member' })
    await directory.grantOrganizationRole({ userKey: member, organizationRoleKey: directory.developerKey })
    try {
      const found = await beside.read((db) => getUser({ db, clock }, principal, member, ['ApplicationRoles']))
      assert.equal(found.name, 'Member')
      await assert.rejects(
        beside.read((db) => listUsers({ db, clock }, principal, {})),
        ReadNotReady,
        'and a list of such a caller waits',
      )
    } finally {
      building.resolve()
      await whenReady(() => reader.read((db) => indexes.find(db, organizationKey)))
      await indexes.close()
      await beside.close()
    }
  })

  test('is done without where it fails', async () => {
    const { organizationKey } = directory
    const failures: unknown[] = []
    const nowhere = { ...source(), dataFolder: join(place.dataFolder, 'nothing'), database: wrong(place.database) }
    const indexes = createUserIndexes({
      ...{ read: reader.read, source: nowhere, leastUsers: 1, leastUsersForThread: 1 },
      onError: (_, options) => failures.push(options),
    })
    try {
      const index = await whenReady(() => reader.read((db) => indexes.find(db, organizationKey)))
      assert.equal(index?.size, 2_501)
      assert.deepEqual(failures, [{ isBuiltAnyway: true }])
    } finally {
      await indexes.close()
    }
  })

  test('builds an index to its end also while users are created all the time', async () => {
    const { organizationKey } = directory
    const failures: unknown[] = []
    const indexes = createUserIndexes({
      read: async (work) => {
        const found = await reader.read(work)
        await directory.users({ name: 'Newcomer' })
        return found
      },
      leastUsers: 1,
      onError: (error) => failures.push(error),
    })
    const beside = await openReadDatabase({ ...place, timeLimit })
    connectUserIndexes(beside.db, indexes)
    const actor = { type: 'api-client', key: null, name: 'Test', address: null, traceId: null } as const
    const principal = { organizationKey, actor, access: fullAccess }
    const newcomers = (db: Db) => listUsers({ db, clock }, principal, { nameOrEmailContains: 'newcomer', limit: 100 })
    try {
      const byIndex = await whenReady(() => beside.read(newcomers))
      assert.ok(indexes.has(organizationKey))
      assert.deepEqual(failures, [])
      assert.deepEqual(byIndex, await reader.read(newcomers))
    } finally {
      await indexes.close()
      await beside.close()
    }
  })
})

/** Another one of the same engine, which is not there */
const wrong = (database: string): string => database.replace(/test_\w+/, 'test_nothing')

async function whenReady<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ReadNotReady)) throw error
      await error.ready
    }
  }
}

/** Texts in place of blocks of bytes */
const plain = (users: readonly PackedUsers[]): unknown =>
  JSON.parse(
    JSON.stringify(users, (_, value) =>
      // Buffers become plain objects before they come here.
      value?.type === 'Buffer' || value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    ),
  )
