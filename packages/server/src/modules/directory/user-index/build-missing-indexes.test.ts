import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { cp, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, mock, test } from 'node:test'
import { onBothEngines, openTestReader, type TestDatabase } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import type { Database } from '../../../db/database.ts'
import type { ReadDatabase } from '../../../db/read-database.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import { listUsers } from '../users/list-users.ts'
import { hasLargeOrganization } from './large-organizations.ts'
import { markUserChanges } from './mark-user-changes.ts'
import { UserIndex } from './user-index.ts'
import { connectUserIndexes, createUserIndexes, type UserIndexes } from './user-indexes.ts'

onBothEngines('Indexes of users before anybody asks', (engine) => {
  const clock = testClock()
  let place: TestDatabase
  let database: Database
  let reader: ReadDatabase
  let directory: Directory
  const failures: unknown[] = []

  before(async () => {
    ;({ place, database, reader } = await openTestReader(engine))
    directory = await createDirectory(database.db, clock)
    await directory.users({ name: 'Ada' }, { name: 'Bob' })
  })

  const file = () => join(place.dataFolder, 'user-index', `${directory.organizationKey}.index`)
  const has = (indexes: UserIndexes) => indexes.has(directory.organizationKey)

  function connect(options: Partial<Parameters<typeof createUserIndexes>[0]> = {}): UserIndexes {
    const { read } = reader
    const begun = createUserIndexes({
      ...{ read, dataFolder: place.dataFolder, leastUsers: 2, preparesIndexes: true },
      ...options,
      onError: (error) => failures.push(error),
    })
    connectUserIndexes(reader.db, begun)
    return begun
  }

  /** Once there is a mark that is newer than what is logged */
  const upkeepWithMark = (indexes: UserIndexes): Promise<unknown> =>
    until(async () => {
      await markUserChanges({ db: database.db })
      await indexes.upkeep()
      return existsSync(file())
    }, 20_000)

  test('are built and kept, and built no second time where a file has them', async () => {
    const small = connect({ leastUsers: 3 })
    await small.upkeep()
    assert.equal(has(small), false, 'a small organization has none')
    await small.close()
    const asked = connect({ preparesIndexes: false })
    await asked.upkeep()
    assert.equal(has(asked), false, 'they are built for nobody where this is not wanted')
    await asked.close()

    const first = connect()
    await upkeepWithMark(first)
    assert.equal(has(first), true)
    await first.close()
    const { mtimeMs } = await stat(file())

    const second = connect()
    await second.upkeep()
    assert.equal(has(second), false, 'the file has it')
    assert.equal((await stat(file())).mtimeMs, mtimeMs)
    const actor = { type: 'api-client', key: null, name: 'Test', address: null, traceId: null } as const
    const principal = { organizationKey: directory.organizationKey, actor, access: fullAccess }
    const list = (): Promise<number> =>
      reader.read(
        async (db) => (await listUsers({ db, clock }, principal, { nameOrEmailContains: 'b' })).page.totalResults,
      )
    await assert.rejects(list(), /not ready/)
    await until(async () => (await list().catch(() => 0)) === 1, 10_000)
    await second.close()
    assert.deepEqual(failures, [])
  })

  test('follow what changes while nobody asks', async () => {
    const indexes = connect()
    const read = async () => (await reader.read((db) => indexes.find(db, directory.organizationKey)))?.size
    await until(async () => (await read().catch(() => 0)) === 2, 10_000)
    await directory.users({ name: 'Carl' })
    const statements: string[] = []
    await until(async () => {
      await indexes.upkeep()
      statements.length = 0
      // Nothing is left to read for a list.
      const watched = await reader.read(async (db) => {
        const found = await indexes.find(
          db.withPlugin({
            transformQuery({ node, queryId }) {
              statements.push(db.getExecutor().compileQuery(node, queryId).sql)
              return node
            },
            transformResult: async ({ result }) => result,
          }),
          directory.organizationKey,
        )
        return found?.size
      })
      return watched === 3 && statements.length === 1
    }, 20_000)
    await indexes.close()
    assert.deepEqual(failures, [])
  })

  test('are built once where a list asks just then', async () => {
    const dataFolder = join(place.dataFolder, 'asked')
    const finished = mock.method(UserIndex.prototype, 'finish')
    let reads = 0
    const indexes = connect({
      dataFolder,
      async read(work) {
        // Which organizations are large, and then whether the file is of use
        if (++reads === 2) await assert.rejects(read(), /not ready/)
        return reader.read(work)
      },
    })
    const read = () => reader.read((db) => indexes.find(db, directory.organizationKey))
    await mkdir(dataFolder)
    await cp(join(place.dataFolder, 'user-index'), join(dataFolder, 'user-index'), { recursive: true })
    await database.db.deleteFrom('user_change_marks').execute()
    await indexes.upkeep()
    await until(async () => has(indexes), 10_000)
    assert.equal(finished.mock.callCount(), 1)
    finished.mock.restore()
    await indexes.close()
    assert.deepEqual(failures, [])
  })

  test('are built also where what should be their folder cannot be read', async () => {
    const dataFolder = join(place.dataFolder, 'no-folder')
    await mkdir(dataFolder)
    await writeFile(join(dataFolder, 'user-index'), '')
    const indexes = connect({ dataFolder })
    await indexes.upkeep()
    assert.equal(has(indexes), true)
    await indexes.close()
    const [unreadable] = failures.splice(0) as NodeJS.ErrnoException[]
    assert.equal(unreadable?.code, 'ENOTDIR')
  })

  test('say what keeps them from following', async () => {
    // Without a folder, nothing else reads what has changed.
    const { read } = reader
    const indexes = createUserIndexes({ read, leastUsers: 2, preparesIndexes: true, onError: (e) => failures.push(e) })
    const find = () => reader.read((db) => indexes.find(db, directory.organizationKey))
    await assert.rejects(find(), /not ready/)
    await until(async () => (await find().catch(() => undefined)) !== undefined, 10_000)
    const failing = mock.method(UserIndex.prototype, 'update', () => {
      throw new Error('cannot be updated')
    })
    await directory.users({ name: 'Dora' })
    await until(async () => {
      await indexes.upkeep()
      return failing.mock.callCount() > 0
    }, 10_000)
    await indexes.close()
    failing.mock.restore()
    assert.deepEqual(failures.splice(0).map(String), Array(failing.mock.callCount()).fill('Error: cannot be updated'))
  })

  test('are given up when the reader closes', async () => {
    const indexes = connect({ dataFolder: join(place.dataFolder, 'other') })
    const underWay = indexes.upkeep()
    await indexes.close()
    await underWay
    assert.deepEqual(failures, [])
  })
})

onBothEngines('Whether an organization is large', (_engine, open) => {
  test('is found without counting its users', async () => {
    const { db } = await open()
    const directory = await createDirectory(db, testClock())
    await directory.users({ name: 'Ada' })
    assert.equal(await hasLargeOrganization({ db }), false)
    const counts = db.updateTable('user_counts').set({ users: 10_000 })
    await counts.where('organization_key', '=', directory.organizationKey).execute()
    assert.equal(await hasLargeOrganization({ db }), true)
  })
})
