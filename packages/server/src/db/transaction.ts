import { type Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** The database, or the transaction that is under way: what every repository function takes first. */
export type Db = Kysely<Schema>

const afterCommitHooks = new WeakMap<Db, (() => void)[]>()

/**
 * Runs `work` in a transaction: all of it is stored, or nothing. Inside, use only the handle that is passed: SQLite has
 * one connection, and a query beside the transaction would wait for itself. Nesting is refused for the same reason.
 */
export async function transaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db instanceof Transaction) throw new Error('a transaction is under way already: pass its handle on')
  const hooks: (() => void)[] = []
  const result = await db.transaction().execute((trx) => {
    afterCommitHooks.set(trx, hooks)
    return work(trx)
  })
  for (const hook of hooks) hook()
  return result
}

/** Runs `hook` once the transaction is stored, and never if it is not. */
export function afterCommit(trx: Db, hook: () => void): void {
  const hooks = afterCommitHooks.get(trx)
  if (!hooks) throw new Error('afterCommit needs the handle of a transaction')
  hooks.push(hook)
}
