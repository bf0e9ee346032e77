import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import { isConflict } from './failures.ts'
import type { Schema } from './schema/schema.ts'

/** The database, or a transaction: what every repository function takes first. */
export type Db = Kysely<Schema>

/** One try at a transaction, from its begin to its commit or rollback. */
interface Run {
  /** The handle outside the transaction */
  root: Db
  beforeCommit: (() => Promise<void>)[]
  afterCommit: (() => void)[]
  /** What an operation that joined threw, which rolls all of it back */
  failure: { error: unknown } | undefined
  isOver: boolean
}

/** Transactions that write the same rows can make this one fail. The next try sees what they stored. */
const tries = 5

const runs = new WeakMap<Db, Run>()
const underWay = new AsyncLocalStorage<Run>()

/**
 * Runs `work` in a transaction: all of it is stored, or nothing. `work` gets the same parts with the handle of the
 * transaction as `db`, and passes them on; a call within joins the transaction instead of opening its own. What fails
 * within rolls everything back, even where the caller catches it.
 *
 * If another transaction was faster (`isConflict`), `work` runs again from its beginning, so it keeps no state outside.
 */
export async function transaction<P extends { db: Db }, T>(parts: P, work: (parts: P) => Promise<T>): Promise<T> {
  const joined = runs.get(parts.db)
  if (joined) return join(joined, parts, work)
  refuseInside(parts.db)
  for (let count = 1; ; count++) {
    try {
      return await run(parts, work)
    } catch (error) {
      if (count === tries || !isConflict(error)) throw error
    }
  }
}

async function run<P extends { db: Db }, T>(parts: P, work: (parts: P) => Promise<T>): Promise<T> {
  const own: Run = { root: parts.db, beforeCommit: [], afterCommit: [], failure: undefined, isOver: false }
  try {
    const result = await parts.db.transaction().execute((db) => {
      runs.set(db, own)
      return underWay.run(own, async () => {
        const done = await work({ ...parts, db })
        for (const hook of own.beforeCommit) await hook()
        if (own.failure) throw own.failure.error
        return done
      })
    })
    for (const hook of own.afterCommit) hook()
    return result
  } finally {
    own.isOver = true
  }
}

async function join<P, T>(run: Run, parts: P, work: (parts: P) => Promise<T>): Promise<T> {
  if (run.isOver) throw new Error('the transaction is over: its handle was kept')
  try {
    return await work(parts)
  } catch (error) {
    run.failure ??= { error }
    throw error
  }
}

/**
 * Throws where a transaction of this database is under way and its root handle is used all the same. On SQLite, which
 * has one connection, such a query would wait for itself; on PostgreSQL it would not see what the transaction wrote.
 */
export function refuseInside(root: Db): void {
  const run = underWay.getStore()
  if (run?.root !== root || run.isOver) return
  throw new Error('a transaction is under way: use the handle that it passes on, not the root handle')
}

/** The handle outside the transaction; the handle itself where there is none. */
export const rootOf = (db: Db): Db => runs.get(db)?.root ?? db

/** Runs `hook` once the transaction is stored, and never if it is not. */
export function afterCommit(db: Db, hook: () => void): void {
  requireRun(db, 'afterCommit').afterCommit.push(hook)
}

/**
 * Runs `hook` as the last step of the transaction, for rows that many transactions write: their locks are then held only
 * until the commit, by a transaction that waits for nothing else. If it throws, nothing is stored.
 */
export function beforeCommit(db: Db, hook: () => Promise<void>): void {
  requireRun(db, 'beforeCommit').beforeCommit.push(hook)
}

function requireRun(db: Db, name: string): Run {
  const run = runs.get(db)
  if (!run) throw new Error(`${name} needs the handle of a transaction`)
  return run
}
