import { isDatabaseUnavailable } from './failures.ts'
import { isPostgres } from './is-postgres.ts'
import { afterCommit, type Db, rootOf, transaction } from './transaction.ts'

type Work = (db: Db) => Promise<void>

interface Waiting {
  work: Work
  stored(): void
  failed(error: unknown): void
}

/** A transaction holds up all others, so it ends also where more and more wait. */
const mostInOne = 100

const queues = new WeakMap<Db, Waiting[]>()

/**
 * Runs `work` in a transaction, which is one for all that wait at this moment: at each commit, SQLite waits for the disk,
 * and the whole process with it. Where one of them fails, each runs once more in a transaction of its own: like that of
 * `transaction`, it keeps no state outside. PostgreSQL does this by itself for what several connections commit.
 *
 * Everything is stored once the promise is fulfilled. Work that is called in a transaction joins it.
 */
export function sharedTransaction(db: Db, work: Work): Promise<void> {
  const isJoined = rootOf(db) !== db
  if (isJoined || isPostgres(db)) return alone(db, work)
  const queue = queues.get(db) ?? []
  queues.set(db, queue)
  return new Promise((stored, failed) => {
    // Once all requests are read that have arrived by now
    if (queue.push({ work, stored, failed }) === 1) setImmediate(() => void storeAll(db, queue))
  })
}

const alone = (db: Db, work: Work): Promise<void> => transaction({ db }, ({ db }) => work(db))

/** One transaction after the other, until nobody waits. Never rejects. */
async function storeAll(db: Db, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) {
    const done = await storeTogether(db, () => queue.slice(0, mostInOne))
    queue.splice(0, done)
  }
}

/** @returns how many */
async function storeTogether(db: Db, waiting: () => readonly Waiting[]): Promise<number> {
  let some = waiting()
  let isStored = false
  try {
    await alone(db, async (db) => {
      // Also those who have come while another transaction was under way
      some = waiting()
      afterCommit(db, () => {
        isStored = true
      })
      for (const { work } of some) await work(db)
    })
    for (const { stored } of some) stored()
  } catch (error) {
    // Where one is to blame, the others are stored without it.
    const isOfAll = isStored || some.length === 1 || isDatabaseUnavailable(error)
    for (const { work, stored, failed } of some) {
      if (isOfAll) failed(error)
      else await alone(db, work).then(stored, failed)
    }
  }
  return some.length
}
