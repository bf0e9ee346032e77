import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { afterFile } from '@portico/testing/after-file.ts'
import { engines } from '@portico/testing/databases.ts'
import { startTestServer, testClock } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import { getAccessOfActor } from '../../src/access/access-of-actor.ts'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { deleteExpiredChanges } from '../../src/db/delete-expired-changes.ts'
import { isConflict } from '../../src/db/failures.ts'
import { openReadDatabase } from '../../src/db/open-read-database.ts'
import type { ReadDatabase } from '../../src/db/read-database.ts'
import { ReadNotReady } from '../../src/http/api/reads.ts'
import { createBulkWorker } from '../../src/modules/directory/bulk-changes/create-bulk-worker.ts'
import { deleteLostIndexes } from '../../src/modules/directory/user-index/kept-indexes.ts'
import { markUserChanges } from '../../src/modules/directory/user-index/mark-user-changes.ts'
import {
  connectUserIndexes,
  createUserIndexes,
  type UserIndexes,
} from '../../src/modules/directory/user-index/user-indexes.ts'
import { fullAccess } from '../../src/modules/foundation/permissions/grants.ts'
import { Problem } from '../../src/problems/problem.ts'
import { type Question, randomQuestion } from './questions.ts'
import { randomOf } from './random.ts'
import type { World } from './world.ts'
import { foreignWrites, importByCommand, killWriter, writes } from './writes.ts'

const seconds = Number(process.env.USERS_SECONDS ?? 6)
const seed = Number(process.env.USERS_SEED ?? 20_261_128)

const isLong = seconds > 60

type Table = 'assets' | 'application_roles' | 'groups' | 'organization_roles' | 'users' | 'portfolios'

// Whatever is written, by whomever, each list is the same by the index as by the tables: on both engines, with connections
// that write beside the server's, with the clock moved, and with a log that is shortened.

for (const engine of engines) {
  describe(`lists of users by the index and by the tables (${engine})`, () => {
    const random = randomOf(seed)
    let world: World
    let other: Database
    let reader: ReadDatabase
    let drain: () => Promise<void>
    let indexes: UserIndexes | undefined
    let answers = 0

    let isByIndex = true
    const failures: unknown[] = []

    /** What is answered by the tables and by the index, at the same moment */
    async function ask(question: Question): Promise<unknown[]> {
      for (;;) {
        try {
          return await reader.read(async (db) => {
            isByIndex = false
            const byTables = await outcome(() => question.ask(db))
            isByIndex = true
            return [byTables, await outcome(() => question.ask(db))]
          })
        } catch (error) {
          if (!(error instanceof ReadNotReady)) throw error
          await error.ready
        }
      }
    }

    before(async () => {
      const clock = testClock()
      const environment = { PORTICO_RATE_LIMIT: 'off' }
      const { context, organizationKey, environments, ...server } = await startTestServer({
        ...{ engine, clock, environment, sample: true },
      })
      const { credentials } = await server.administrator()
      const { config, log, db } = context
      const keysOf = async (table: Table): Promise<string[]> => {
        const rows = await db.selectFrom(table).select('key').where('organization_key', '=', organizationKey).execute()
        return rows.map(({ key }) => key)
      }
      const roles = await db.selectFrom('application_roles').select(['key', 'asset_key as assetKey']).execute()
      const [client] = await db
        .selectFrom('api_clients')
        .select('key')
        .where('client_id', '=', credentials.clientId)
        .execute()
      const actor = { type: 'api-client', key: client?.key ?? '', name: 'Test', address: null, traceId: null } as const
      world = {
        ...{ context, credentials, clock, organizationKey, roles },
        url: server.url,
        everybody: { organizationKey, actor, access: fullAccess },
        portfolioKey: (await keysOf('portfolios'))[0] ?? '',
        environmentKeys: environments.map(({ key }) => key),
        assetKeys: await keysOf('assets'),
        groupKeys: await keysOf('groups'),
        organizationRoleKeys: await keysOf('organization_roles'),
        userKeys: await keysOf('users'),
      }
      drain = () =>
        createBulkWorker({ db, clock, log, accessOfActor: getAccessOfActor, inviteUser: async () => {} }).drain()
      other = await openDatabase(config)
      reader = await openReadDatabase({ ...config, timeLimit: 60_000 })
      // Waiting for a transaction of this process would wait for this process.
      if (engine === 'sqlite') await sql`pragma busy_timeout = 0`.execute(other.db)
      afterFile(async () => {
        await other.close()
        await reader.close()
      })
      connect()
    })

    /** A reader that begins knows nothing but what is kept in a file. */
    function connect(): void {
      void indexes?.close()
      indexes = createUserIndexes({
        read: reader.read,
        dataFolder: world.context.config.dataFolder,
        leastUsers: 1,
        onError: (error) => failures.push(error),
      })
      const begun = indexes
      connectUserIndexes(reader.db, {
        ...begun,
        has: (organizationKey) => isByIndex && begun.has(organizationKey),
        async find(db, organizationKey) {
          const index = isByIndex ? await begun.find(db, organizationKey) : undefined
          if (index) answers++
          return index
        },
      })
    }

    async function write(): Promise<string> {
      if (random.oneIn(40)) {
        await deleteExpiredChanges(world.context, 'user', new AbortController().signal)
        return 'the log is shortened'
      }
      if (random.oneIn(20)) {
        await markUserChanges(world.context)
        return 'a mark is noted'
      }
      if (random.oneIn(30)) {
        await indexes?.upkeep()
        await deleteLostIndexes(world.context, world.context.config)
        return 'the index is kept'
      }
      if (random.oneIn(40)) {
        connect()
        return 'another reader begins'
      }
      if (isLong && random.oneIn(200)) {
        await killWriter(random, world)
        return 'a writer is killed'
      }
      if (random.oneIn(60)) {
        await importByCommand(random, world, drain)
        await world.context.lastUse.flush()
        return 'a command imports'
      }
      if (random.oneIn(6)) {
        const [name, work] = random.pick(Object.entries(foreignWrites))
        await whenFree(() => work(random, world, other.db))
        return name
      }
      const [name, work] = random.pick(Object.entries(writes))
      try {
        await work(random, world)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
      if (random.oneIn(4)) await drain()
      return name
    }

    test(`are the same, for ${seconds} s of random writes and questions (seed ${seed})`, async () => {
      const end = performance.now() + seconds * 1_000
      const done: string[] = []
      let asked = 0
      while (performance.now() < end || asked < 100) {
        for (let count = random.below(4); count >= 0; count--) done.push(await write())
        for (let count = random.below(12); count >= 0; count--) {
          const question = randomQuestion(random, world)
          const [byTables, byIndex] = await ask(question)
          asked++
          assert.deepEqual(byIndex, byTables, `${question.name}, after ${done.slice(-8).join(', ')}; question ${asked}`)
        }
      }
      assert.deepEqual(failures, [])
      assert.ok(answers > asked / 2, `${answers} of ${asked} questions were answered by the index`)
    })
  })
}

/** Tries again while another connection of this process has the lock. */
async function whenFree(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      if (!isConflict(error) && !/database is locked/.test(String(error))) throw error
      await setTimeout(2)
    }
  }
}

/** What is answered, or the problem's name: of a group that is gone, for instance */
async function outcome(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Problem) return error.name
    throw error
  }
}
