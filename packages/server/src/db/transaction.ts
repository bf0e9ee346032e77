import { type Kysely, Transaction } from 'kysely'
import type { Schema } from './schema/schema.ts'

/** The database, or the transaction that is under way: what every repository function takes first. */
export type Db = Kysely<Schema>

interface Hooks {
  beforeCommit: (() => Promise<void>)[]
  afterCommit: (() => void)[]
}

const hooksOf = new WeakMap<Db, Hooks>()

/**
 * Runs `work` in a transaction: all of it is stored, or nothing. Inside, use only the handle that is passed: SQLite has
 * one connection, and a query beside the transaction would wait for itself. Nesting is refused for the same reason.
 */
export async function transaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db instanceof Transaction) throw new Error('a transaction is under way already: pass its handle on')
  const hooks: Hooks = { beforeCommit: [], afterCommit: [] }
  const result = await db.transaction().execute(async (trx) => {
    hooksOf.set(trx, hooks)
    const done = await work(trx)
    for (const hook of hooks.beforeCommit) await hook()
    return done
  })
  for (const hook of hooks.afterCommit) hook()
  return result
}

/** Runs `hook` once the transaction is stored, and never if it is not. */
export function afterCommit(trx: Db, hook: () => void): void {
  requireHooks(trx, 'afterCommit').afterCommit.push(hook)
}

/**
 * Runs `hook` as the last part of the transaction, once its work is done: for rows that many transactions write, which
 * are then locked for no longer than it takes to commit, by somebody who waits for nothing else. Where it throws,
 * nothing is stored.
 */
export function beforeCommit(trx: Db, hook: () => Promise<void>): void {
  requireHooks(trx, 'beforeCommit').beforeCommit.push(hook)
}

function requireHooks(trx: Db, name: string): Hooks {
  const hooks = hooksOf.get(trx)
  if (!hooks) throw new Error(`${name} needs the handle of a transaction`)
  return hooks
}
