import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout } from 'node:timers/promises'
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
  /** How many operations that joined have not ended yet */
  joined: number
  isOver: boolean
}

/** Transactions that write the same rows can make this one fail. The next try sees what they stored. */
const tries = 5

const runs = new WeakMap<Db, Run>()
const underWay = new AsyncLocalStorage<Run>()

/**
 * Runs `work` in a transaction: all of it is stored, or nothing. `work` gets the same parts with the handle of the
 * transaction as `db`, and passes them on; a call within joins the transaction instead of opening its own. What fails
 * within, a call or a statement, rolls everything back, even where the caller catches it. Calls and statements may run
 * side by side, as long as `work` waits for all of them.
 *
 * If another transaction was faster (`isConflict`), `work` runs again from its beginning, so it keeps no state outside.
 */
export async function transaction<P extends { db: Db }, T>(parts: P, work: (parts: P) => Promise<T>): Promise<T> {
  const joined = runs.get(parts.db)
  if (joined) return join(joined, parts, work)
  refuseInside(parts.db)
  const { result, hooks } = await store(parts, work)
  // Outside the tries: it is stored, and must not be stored once more.
  runAll(hooks)
  return result
}

async function store<P extends { db: Db }, T>(parts: P, work: (parts: P) => Promise<T>) {
  for (let count = 1; ; count++) {
    try {
      return await run(parts, work)
    } catch (error) {
      if (count === tries || !isConflict(error)) throw error
      // Two that wait for each other would meet again if both began again at the same moment.
      await setTimeout(Math.random() * 10 * count)
    }
  }
}

async function run<P extends { db: Db }, T>(parts: P, work: (parts: P) => Promise<T>) {
  const own: Run = { root: parts.db, beforeCommit: [], afterCommit: [], failure: undefined, joined: 0, isOver: false }
  try {
    const result = await parts.db.transaction().execute((db) => {
      runs.set(db, own)
      return underWay.run(own, async () => {
        const done = await work({ ...parts, db })
        refuseUnfinished(own)
        for (const hook of own.beforeCommit) await hook()
        refuseUnfinished(own)
        return done
      })
    })
    return { result, hooks: own.afterCommit }
  } finally {
    own.isOver = true
  }
}

function refuseUnfinished({ failure, joined }: Run): void {
  if (failure) throw failure.error
  if (joined > 0) throw new Error('an operation that joined the transaction is still under way: wait for it')
}

/** Runs every hook, also after one that throws, and then throws what the first one threw. */
function runAll(hooks: readonly (() => void)[]): void {
  const failures: unknown[] = []
  for (const hook of hooks) {
    try {
      hook()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

async function join<P, T>(run: Run, parts: P, work: (parts: P) => Promise<T>): Promise<T> {
  refuseOver(run)
  run.joined++
  try {
    return await work(parts)
  } catch (error) {
    run.failure ??= { error }
    throw error
  } finally {
    run.joined--
  }
}

function refuseOver({ isOver }: Run): void {
  if (isOver) throw new Error('the transaction is over: its handle was kept')
}

/**
 * Throws where a transaction of this database is under way and its root handle is used inside it: a query would not see
 * what the transaction wrote, and on SQLite, where one connection writes, a statement that writes would wait for itself.
 */
export function refuseInside(root: Db): void {
  const run = underWay.getStore()
  if (run?.root !== root || run.isOver) return
  throw new Error('a transaction is under way: use the handle that it passes on, not the root handle')
}

/** The handle outside the transaction; the handle itself where there is none. */
export const rootOf = (db: Db): Db => runs.get(db)?.root ?? db

/**
 * Runs `hook` once the transaction is stored, and never if it is not. If it throws, the caller of the transaction gets
 * that, though all is stored.
 */
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
  refuseOver(run)
  return run
}
