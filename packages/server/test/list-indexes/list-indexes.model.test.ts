import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { engines, openTestReader } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { deleteExpiredChanges } from '../../src/db/delete-expired-changes.ts'
import type { ReadDatabase } from '../../src/db/read-database.ts'
import { type Db, transaction } from '../../src/db/transaction.ts'
import { ReadNotReady } from '../../src/http/api/reads.ts'
import {
  connectListIndexes,
  createListIndexes,
  type ListIndexes,
} from '../../src/modules/foundation/list-indexes/list-indexes.ts'
import { type Random, randomOf } from '../user-index/random.ts'
import { createListWorld, type ListWorld } from './list-world.ts'
import { randomList } from './random-list.ts'
import { writes } from './writes.ts'

const steps = Number(process.env.LISTS_STEPS ?? 60)
const seed = Number(process.env.LISTS_SEED ?? 20_261_128)
const hour = 3_600_000

// Whatever is written, on whichever connection, each list is the same by the index as by the tables: with transactions that
// are under way, with a log that is shortened, and with indexes that are dropped for others.

for (const engine of engines) {
  test(`long lists are the same by the index and by the tables (${engine}, seed ${seed})`, async () => {
    const model = models[engine]
    assert.ok(model)
    const { random, world, reader, clock } = model
    const { writer, other } = model
    let indexes = createListIndexes({ leastRows: 0 })
    let isByIndex = true
    let found = 0
    connectListIndexes(reader.db, {
      async find(...question) {
        if (!isByIndex) return undefined
        const answer = await indexes.find(...question)
        if (answer) found++
        return answer
      },
    } satisfies ListIndexes)

    const compare = async (): Promise<void> => {
      const { name, list } = randomList(random, world)
      for (let tries = 0; ; tries++) {
        try {
          const [byTables, byIndex] = await reader.read(async (db) => {
            isByIndex = false
            const tables = await list({ db, clock })
            isByIndex = true
            return [tables, await list({ db, clock })]
          })
          assert.deepEqual(byIndex, byTables, name)
          return
        } catch (error) {
          if (!(error instanceof ReadNotReady) || tries > 100) throw error
        }
      }
    }

    for (let step = 0; step < steps; step++) {
      await random.pick(writes)({ db: random.oneIn(2) ? writer.db : other.db, clock }, random, world)
      if (random.oneIn(8)) await rollBack(writer.db, (db) => random.pick(writes)({ db, clock }, random, world))
      if (random.oneIn(25)) indexes = createListIndexes({ leastRows: 0, mostRows: random.pick([20, 400_000]) })
      if (random.oneIn(25)) {
        clock.advance(hour)
        await deleteExpiredChanges({ db: writer.db, clock }, 'list', new AbortController().signal)
      }
      if (engine === 'postgres' && random.oneIn(8)) {
        // What it writes has an earlier position than what others commit meanwhile.
        await transaction({ db: other.db }, async ({ db }) => {
          await random.pick(writes)({ db, clock }, random, { ...world })
          await writes[0]?.({ db: writer.db, clock }, random, world)
          await compare()
        })
      }
      for (let question = 0; question < 4; question++) await compare()
    }
    // Indexes that are too large for what is allowed leave some lists to the tables.
    assert.ok(found > steps, `${found} lists were answered by an index`)
  })
}

async function rollBack(db: Db, work: (db: Db) => Promise<unknown>): Promise<void> {
  await transaction({ db }, async (parts) => {
    await work(parts.db)
    throw new Error('rolled back')
  }).catch((error) => assert.match(String(error), /rolled back/))
}

interface Model {
  random: Random
  world: ListWorld
  reader: ReadDatabase
  clock: ReturnType<typeof testClock>
  /** Two connections that write */
  writer: Database
  other: Database
}

const models: Partial<Record<string, Model>> = {}

before(async () => {
  for (const engine of engines) {
    const { place, database: writer, reader } = await openTestReader(engine)
    const other = await openDatabase(place)
    afterFile(other.close)
    const clock = testClock()
    const directory = await createDirectory(writer.db, clock)
    const random = randomOf(seed)
    const world = await createListWorld(directory)
    models[engine] = { random, world, reader, clock, writer, other }
  }
})
