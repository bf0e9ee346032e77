import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  copyFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rename as renameFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, before, beforeEach, mock, test } from 'node:test'
import { crc32 } from 'node:zlib'
import { onBothEngines, openTestReader, type TestDatabase } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { type Database, openDatabase, sqliteFile } from '../../../db/database.ts'
import { deleteExpiredChanges } from '../../../db/delete-expired-changes.ts'
import { openReadDatabase } from '../../../db/open-read-database.ts'
import type { ReadDatabase } from '../../../db/read-database.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { fullAccess } from '../../foundation/permissions/grants.ts'
import { listUsers } from '../users/list-users.ts'
import { deleteKeptIndexes } from './kept-index-file.ts'
import { deleteLostIndexes, loadKeptIndex } from './kept-indexes.ts'
import { markUserChanges } from './mark-user-changes.ts'
import { connectUserIndexes, createUserIndexes, type UserIndexes } from './user-indexes.ts'
import { UserSegment } from './user-segment.ts'

const hour = 3_600_000

onBothEngines('An index of users that is kept in a file', (engine) => {
  const clock = testClock()
  let place: TestDatabase
  let database: Database
  let reader: ReadDatabase
  let directory: Directory
  let ada = ''
  let bob = ''
  let indexes: UserIndexes
  const failures: unknown[] = []

  before(async () => {
    ;({ place, database, reader } = await openTestReader(engine))
    directory = await createDirectory(database.db, clock)
  })

  beforeEach(async () => {
    await rm(folder(), { recursive: true, force: true })
    await database.db.deleteFrom('users').execute()
    await database.db.deleteFrom('user_change_marks').execute()
    ;[ada = '', bob = ''] = await directory.users({ name: 'Ada' }, { name: 'Bob' }, { name: 'Carl' })
    const roleKey = directory.developerKey
    await directory.grantOrganizationRole({
      userKey: bob,
      organizationRoleKey: roleKey,
      endTime: '2999-01-01T00:00:00.000Z',
    })
    indexes = connect()
    await names()
  })
  afterEach(() => indexes.close())

  const parts = () => ({ db: database.db, clock })
  const folder = () => join(place.dataFolder, 'user-index')
  const fileOfReplica = () => join(folder(), `${directory.organizationKey}.replica.index`)
  const file = () => join(folder(), `${directory.organizationKey}.index`)
  const load = (isReplica = false, organizationKey = directory.organizationKey) =>
    loadKeptIndex(reader.read, place.dataFolder, { organizationKey, isReplica })

  function connect(from: ReadDatabase = reader, { dataFolder } = place): UserIndexes {
    const onError = (error: unknown): void => void failures.push(error)
    const { read, isReplica } = from
    const begun = createUserIndexes({ read, isReplica, dataFolder, leastUsers: 1, onError })
    connectUserIndexes(from.db, begun)
    return begun
  }

  /** On PostgreSQL once no transaction is under way that began before the last change, in another database either. */
  async function mark(): Promise<void> {
    if (engine === 'postgres') {
      await until(async () => {
        const { rows } = await sql<{ isPast: boolean }>`
          select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > coalesce(max(position), 0) as "isPast"
          from user_changes`.execute(database.db)
        return rows[0]?.isPast === true
      }, 10_000)
    }
    await markUserChanges(parts())
  }

  /** As the index has them */
  async function names(from: ReadDatabase = reader, query = {}): Promise<(string | null)[]> {
    const actor = { type: 'api-client', key: null, name: 'Test', address: null, traceId: null } as const
    const principal = { organizationKey: directory.organizationKey, actor, access: fullAccess }
    for (;;) {
      try {
        const page = await from.read((db) =>
          listUsers({ db, clock }, principal, { nameOrEmailContains: 'a', ...query }),
        )
        return page.results.map(({ name }) => name)
      } catch (error) {
        if (!(error instanceof ReadNotReady)) throw error
        await error.ready
      }
    }
  }

  const rename = (key: string, name: string, { db } = database) =>
    db.updateTable('users').set({ name, name_folded: name.toLowerCase() }).where('key', '=', key).execute()

  test('is taken up by the next reader, which reads what has changed since', async () => {
    assert.deepEqual(await names(), ['Ada', 'Carl'])
    await mark()
    await rename(ada, 'Adam')
    await names()
    await indexes.upkeep()
    await rename(bob, 'Barbara')
    await database.db.deleteFrom('users').where('name', '=', 'Carl').execute()
    await directory.users({ name: 'Zara' })
    const kept = await load()
    assert.deepEqual([kept?.index.size, kept?.changed], [3, [ada]])
    connect()
    assert.deepEqual(await names(), ['Adam', 'Barbara', 'Zara'])
    assert.deepEqual(await names(reader, { nameOrEmailContains: undefined, hasOrganizationRoles: true }), ['Barbara'])
    assert.deepEqual(failures, [])
  })

  test('is only for this user, and is written anew only once there is a newer mark', async () => {
    await indexes.upkeep()
    assert.equal(await load(), undefined, 'without a mark, nothing is kept')
    await mark()
    await indexes.upkeep()
    assert.deepEqual(await readdir(folder()), [`${directory.organizationKey}.index`])
    assert.equal((await stat(file())).mode & 0o777, 0o600)
    assert.equal((await stat(folder())).mode & 0o777, 0o700)
    const written = await readFile(file())
    const marks = () => database.db.selectFrom('user_change_marks').select('key').execute()
    const noted = await marks()
    await mark()
    assert.deepEqual(await marks(), noted, 'nothing was logged since')
    const next = connect()
    await names()
    await next.upkeep()
    assert.deepEqual(await readFile(file()), written)
    await next.close()
  })

  test('is not believed where it is damaged, of another program, organization or database', async () => {
    await mark()
    await indexes.upkeep()
    const whole = await readFile(file())
    assert.ok(await load())
    const changed: Record<string, (bytes: Buffer) => Buffer> = {
      'a bit of a name': (bytes) => flipped(bytes, bytes.indexOf('carl')),
      'a bit of a length': (bytes) => flipped(bytes, bytes.indexOf('\n') + 3),
      'a bit of the mark': (bytes) => flipped(bytes, bytes.indexOf('"mark"') + 12),
      'another version': (bytes) => flipped(bytes, 21),
      'its end is missing': (bytes) => bytes.subarray(0, -9),
      'a segment is missing': (bytes) => Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.alloc(8)]),
      'it is empty': () => Buffer.alloc(0),
      'a block is longer than a read may be': (bytes) => {
        bytes.writeUInt32LE(3_000_000_000, bytes.indexOf('\n') + 1)
        return bytes
      },
    }
    for (const [what, change] of Object.entries(changed)) {
      await writeFile(file(), change(Buffer.from(whole)))
      // Of a length that no block reaches, without taking the disk: the rest of the file is a hole.
      if (/longer/.test(what)) await truncate(file(), 2 ** 32)
      assert.equal(await load(), undefined, what)
      connect()
      assert.deepEqual(await names(), ['Ada', 'Carl'], what)
    }
    const inItsPlace: Record<string, () => unknown> = {
      'a folder': () => mkdir(file()),
      'a link to itself': () => symlink(file(), file()),
      'a pipe that nobody writes to': () => execFileSync('mkfifo', [file()]),
    }
    for (const [what, put] of Object.entries(inItsPlace)) {
      await rm(file(), { recursive: true })
      await put()
      assert.equal(await load(), undefined, what)
      connect()
      assert.deepEqual(await names(), ['Ada', 'Carl'], what)
    }
    await rm(file())
    await writeFile(file(), whole)
    const other = directory.developerKey
    await copyFile(file(), join(folder(), `${other}.index`))
    assert.equal(await load(false, other), undefined, 'of another organization')
    await copyFile(file(), fileOfReplica())
    assert.equal(await load(true), undefined, 'of the database, in the place of the replica')
    await database.db.deleteFrom('user_change_marks').execute()
    assert.equal(await load(), undefined, 'of a database that has not come as far')
    assert.deepEqual(failures, [])
  })

  test('of a replica and of the database lie side by side, and neither is taken or deleted for the other', async () => {
    const replica = { ...reader, isReplica: true }
    const indexesOfReplica = connect(replica)
    await names()
    await mark()
    await Promise.all([indexes.upkeep(), indexesOfReplica.upkeep()])
    await indexesOfReplica.close()
    const [first = '', second = ''] = (await readdir(folder())).sort().map((name) => join(folder(), name))
    assert.deepEqual([first, second], [file(), fileOfReplica()])
    assert.deepEqual([(await load())?.changed, (await load(true))?.changed], [[], []])
    // Another server has other positions of its own.
    for (const name of [first, second]) await writeFile(name, ofOtherServer(await readFile(name)))
    assert.deepEqual([await load(), await load(true)], [undefined, undefined])
    await deleteLostIndexes(parts(), place)
    assert.deepEqual(await readdir(folder()), [basename(fileOfReplica())])
    await database.db.deleteFrom('user_change_marks').execute()
    await deleteLostIndexes(parts(), place)
    assert.deepEqual(await readdir(folder()), [])
    assert.deepEqual(failures, [])
  })

  test('is of no use once the log has been shortened, and is deleted', async () => {
    await mark()
    await indexes.upkeep()
    const lateFile = join(folder(), 'x.index.1.partial')
    const newFile = join(folder(), 'y.index.2.partial')
    for (const partial of [lateFile, newFile]) await writeFile(partial, '')
    await utimes(lateFile, 0, 0)
    await deleteLostIndexes(parts(), place)
    assert.equal((await readdir(folder())).length, 2)
    for (let count = 0; count < 3; count++) {
      if (count === 0) await rename(ada, 'Adam')
      await deleteExpiredChanges(parts(), 'user', new AbortController().signal)
      clock.advance(hour)
    }
    assert.equal(await load(), undefined)
    // What somebody else has put there stands in the way of no other file.
    const foreign = ['0', 'z'].map((name) => join(folder(), name))
    for (const path of foreign) await mkdir(path)
    await assert.rejects(deleteLostIndexes(parts(), place), /EISDIR/)
    for (const path of foreign) await rm(path, { recursive: true })
    await mark()
    assert.deepEqual(await readdir(folder()), ['y.index.2.partial'])
    assert.equal((await database.db.selectFrom('user_change_marks').select('key').execute()).length, 1)
  })

  test('is kept as it was when it was begun, whatever changes meanwhile', async () => {
    await directory.users(...Array.from({ length: 3_020 }, (_, index) => ({ name: `Person ${index % 7}` })))
    const all = () => names(reader, { nameOrEmailContains: 'person', limit: 3, offset: 2_990 })
    await all()
    await mark()
    const keeping = indexes.upkeep()
    for (let count = 0; count < 8; count++) {
      await database.db.deleteFrom('users').where('name', '=', `Person ${count}`).execute()
      await directory.users({ name: `Person 9${count}` })
      await all()
    }
    await keeping
    connect()
    const found = await names(reader, { nameOrEmailContains: 'person' })
    assert.deepEqual(
      found,
      Array.from({ length: 8 }, (_, index) => `Person 9${index}`),
    )
  })

  test('stays where it takes the place of one that is being deleted', async () => {
    await mark()
    await indexes.upkeep()
    const next = join(place.dataFolder, 'next')
    await copyFile(file(), next)
    await deleteKeptIndexes(place.dataFolder, async () => {
      await renameFile(next, file())
      return false
    })
    assert.ok(await load())
    await deleteKeptIndexes(place.dataFolder, async () => false)
    assert.deepEqual(await readdir(folder()), [])
  })

  test('takes nothing more for a file that could not be written', async () => {
    await mark()
    await writeFile(folder(), '')
    await indexes.upkeep()
    assert.match(String(failures.splice(0)), /EEXIST/)
    const packed = mock.method(UserSegment.prototype, 'pack')
    await rename(ada, 'Adam')
    assert.deepEqual(await names(), ['Adam', 'Carl'])
    assert.equal(packed.mock.callCount(), 0)
    packed.mock.restore()
  })

  if (engine === 'sqlite') {
    test('is right for a backup that was restored, though the same positions say something else there', async () => {
      await mark()
      const restored = { ...place, dataFolder: await temporaryFolder() }
      await sql`vacuum into ${sqliteFile(restored.dataFolder)}`.execute(database.db)
      await rename(ada, 'Adam')
      await names()
      await indexes.upkeep()
      await cp(folder(), join(restored.dataFolder, 'user-index'), { recursive: true })
      const other = await openDatabase(restored)
      const otherReader = await openReadDatabase({ ...restored, timeLimit: 60_000 })
      const name = { organizationKey: directory.organizationKey, isReplica: false }
      assert.ok(await loadKeptIndex(otherReader.read, restored.dataFolder, name))
      await rename(bob, 'Barbara', other)
      connect(otherReader, restored)
      assert.deepEqual(await names(otherReader), ['Ada', 'Barbara', 'Carl'])
      await otherReader.close()
      await other.close()
    })
  }
})

/** The same file, which names another server */
function ofOtherServer(bytes: Buffer): Buffer {
  const head = bytes.indexOf('\n') + 1
  const end = head + 8 + bytes.readUInt32LE(head)
  const facts = JSON.parse(bytes.subarray(head + 8, end).toString())
  const block = Buffer.from(JSON.stringify({ ...facts, server: 'another one' }))
  const newHead = Buffer.alloc(8)
  newHead.writeUInt32LE(block.length, 0)
  newHead.writeUInt32LE(crc32(block), 4)
  return Buffer.concat([bytes.subarray(0, head), newHead, block, bytes.subarray(end)])
}

function flipped(bytes: Buffer, at: number): Buffer {
  assert.ok(at > 0)
  bytes[at] = (bytes[at] as number) ^ 1
  return bytes
}
